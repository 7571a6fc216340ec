//! What was decided about the user of a row while the users were read.

use super::decide::{Decision, Outcome, Present};
use super::managers::ManagerIds;
use super::state::State;
use crate::json::Json;

/// What is to be done for the user of a row.
#[derive(Debug)]
pub enum Decided {
    /// Nothing: the user is as the row says.
    Same(Entry),
    /// Nothing, if the user has the manager whom the row names.
    SameButManager(Managed),
    /// What the decider says.
    Other(Box<Decision>),
}

/// Where the plan's entry of a user is in a text of many. One text instead of many keeps the memory in one piece.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    from: u32,
    to: u32,
}

/// A user who is as a row says, but perhaps for the manager. The texts follow each other.
#[derive(Clone, Copy, Debug)]
pub struct Managed {
    /// The plan's entry.
    pub entry: Entry,
    /// The ID of the present manager; empty if there is none.
    pub manager_id: Entry,
    /// The user's `managerID`, `manager` and `accessLevelID`, as JSON text.
    pub present: Entry,
}

impl Entry {
    /// The entry that begins here and ends the text.
    pub fn since(from: usize, text: &str) -> Self {
        Entry {
            from: from as u32,
            to: text.len() as u32,
        }
    }

    /// Its text.
    pub fn of(self, text: &str) -> &str {
        &text[self.from as usize..self.to as usize]
    }
}

impl Decided {
    /// The user's ID.
    pub fn id(&self, text: &str) -> String {
        let entry = match self {
            Decided::Same(entry) => entry,
            Decided::SameButManager(managed) => &managed.entry,
            Decided::Other(decision) => return decision.id.clone(),
        };
        let entry = Json::parse(entry.of(text));
        entry.map_or_else(String::new, |entry| entry.str_or_default("ID"))
    }

    /// What is to be done, now that all users are known. `manager` is the one whom the row names.
    pub fn settle_manager(&mut self, text: &str, manager: &str, managers: &ManagerIds) {
        let Decided::SameButManager(managed) = *self else {
            return;
        };
        let present = managed.manager_id.of(text);
        let is_present = |id: &str| !present.is_empty() && id.eq_ignore_ascii_case(present);
        let is_same =
            is_present(manager) || matches!(managers.get(manager), [(id, _)] if is_present(id));
        if is_same {
            *self = Decided::Same(managed.entry);
            return;
        }
        let entry = managed.entry.of(text);
        let mut decision = decision(entry, State::Same, Outcome::Unchanged);
        decision.manager = Some(manager.to_owned());
        let present = Json::parse(managed.present.of(text)).unwrap_or_else(Json::null);
        decision.present = Present {
            manager_id: present.get_or_null("managerID"),
            manager: present.get_or_null("manager").get_str("name"),
            access_level_id: present.get_or_null("accessLevelID"),
        };
        *self = Decided::Other(Box::new(decision));
    }
}

/// A decision about the user with this entry.
pub fn decision(entry: &str, state: State, outcome: Outcome) -> Decision {
    let entry = Json::parse(entry).unwrap_or_else(Json::null);
    Decision {
        id: entry.str_or_default("ID"),
        person: entry.get_or_null("person"),
        state: Some(state),
        outcome,
        manager: None,
        present: Present::default(),
        unknown: Vec::new(),
    }
}
