//! The object that an event is about, by its states (docs/workfront-facts.md#event-bodies).

use crate::json::Json;

/// What the states of an event say about their object. A deleted object has no state after the event, so both are read.
pub struct Subject<'a> {
    states: [&'a Json; 2],
    /// The ID, if the states have it: Workfront's own sample of a user's event has none.
    pub id: Option<String>,
    /// The objCode.
    pub code: Option<String>,
}

const USER: &str = "USER";

impl<'a> Subject<'a> {
    /// Reads it; the newer state comes first.
    pub fn of(newer: &'a Json, older: &'a Json) -> Self {
        let states = [newer, older];
        let id = first(states, "ID");
        // Objects of Workfront Planning, such as records, have `id` instead, and are no users.
        let planning_id = if id.is_none() {
            first(states, "id")
        } else {
            None
        };
        let code = first(states, "objCode");
        Subject {
            states,
            code: code.or_else(|| planning_id.is_none().then(|| USER.to_owned())),
            id: id.or(planning_id),
        }
    }

    /// Whether it is a user.
    pub fn is_user(&self) -> bool {
        self.code.as_deref() == Some(USER)
    }

    /// A string of the newer state, or else of the older one.
    pub fn get(&self, name: &str) -> Option<String> {
        first(self.states, name)
    }
}

/// The first of the strings that is not empty.
fn first(states: [&Json; 2], name: &str) -> Option<String> {
    let mut values = states.into_iter().filter_map(|state| state.get_str(name));
    values.find(|value| !value.is_empty())
}
