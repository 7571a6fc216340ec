//! What was decided about the user of a row while the users were read.

use super::decide::{Decision, Outcome, Present};
use super::entries::{Entries, Entry};
use super::managers::ManagerIds;
use super::state::State;
use crate::json::Json;
use crate::protocol::Texts;
use std::borrow::Cow;

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

/// A user who is as a row says, but perhaps for the manager.
#[derive(Clone, Copy, Debug)]
pub struct Managed {
    /// The plan's entry.
    pub entry: Entry,
    /// Where [`Found::managers`] has the user.
    pub manager: u32,
}

/// What [`Decided`] refers to.
#[derive(Debug, Default)]
pub struct Found {
    /// The entries of users who have the values of their rows.
    pub entries: Entries,
    /// What is compared of their managers: for each user the manager's ID and name, and the ID of the access level; empty where
    /// there is none.
    managers: Texts,
}

impl Found {
    /// Adds what is compared of a user's manager.
    pub fn add_manager(&mut self, texts: &[Cow<'_, str>; 3]) -> u32 {
        let at = self.managers.len() / texts.len();
        for text in texts {
            self.managers.push(text);
        }
        at as u32
    }

    fn manager(&self, at: u32) -> [&str; 3] {
        [0, 1, 2].map(|part| self.managers.get(at as usize * 3 + part))
    }
}

impl Decided {
    /// The user's ID.
    pub fn id(&self, found: &Found) -> String {
        let entry = match self {
            Decided::Same(entry) => *entry,
            Decided::SameButManager(managed) => managed.entry,
            Decided::Other(decision) => return decision.id.clone(),
        };
        found.entries.get(entry).str_or_default("ID")
    }

    /// What is to be done, now that all users are known. `manager` is the one whom the row names.
    pub fn settle_manager(&mut self, found: &Found, manager: &str, managers: &ManagerIds) {
        let Decided::SameButManager(managed) = *self else {
            return;
        };
        let [present, name, access_level_id] = found.manager(managed.manager);
        let is_present = |id: &str| !present.is_empty() && id.eq_ignore_ascii_case(present);
        let is_same =
            is_present(manager) || matches!(managers.get(manager), [(id, _)] if is_present(id));
        if is_same {
            *self = Decided::Same(managed.entry);
            return;
        }
        let entry = found.entries.get(managed.entry);
        let mut decision = decision(&entry, State::Same, Outcome::Unchanged);
        decision.manager = Some(manager.to_owned());
        let text = |text: &str| match text {
            "" => Json::null(),
            text => text.into(),
        };
        decision.present = Present {
            manager_id: text(present),
            manager: Some(name.to_owned()).filter(|name| !name.is_empty()),
            access_level_id: text(access_level_id),
        };
        *self = Decided::Other(Box::new(decision));
    }
}

/// A decision about the user with this entry.
pub fn decision(entry: &Json, state: State, outcome: Outcome) -> Decision {
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
