//! Finds the people of a list among the users, while these are read.

use super::because::missing;
use super::decide::{
    Decider, Decision, Outcome, Present, deactivation, is_technical, technical_message,
};
use super::kept::KeptDifferences;
use super::keys::{Hit, Key, RowKeys};
use super::managers::ManagerIds;
use super::request::Missing;
use super::same::{SameFinder, known};
use super::state::State;
use super::unknown_values::UnknownValues;
use crate::json::{Json, Table, TableValue};
use crate::protocol::SortedIndex;
use crate::services::plans::{Change, HeldReason, change_of, person};

/// Why a row isn't one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ambiguity {
    /// Another row has the same key, or points to the same user.
    Rows,
    /// The row's keys point to several users.
    Users,
    /// The user has another extRefID.
    OtherPerson,
}

impl Ambiguity {
    /// The message.
    pub fn message(self) -> &'static str {
        match self {
            Ambiguity::Rows => {
                "Several rows of the list are about this person: they share a key, or their keys point to the same user."
            }
            Ambiguity::Users => "The keys of the row point to several users.",
            Ambiguity::OtherPerson => {
                "The user with this address or name has another extRefID than the row, so it may be another person. Correct one of them, or set matchBy to the key that identifies people."
            }
        }
    }
}

/// What is to be done for the user of a row.
#[derive(Debug)]
pub enum Decided {
    /// Nothing: the user is as the row says. The plan's entry, as JSON text.
    Same(Box<str>),
    /// What the decider says.
    Other(Box<Decision>),
}

impl Decided {
    /// The user's ID.
    pub fn id(&self) -> String {
        match self {
            Decided::Same(entry) => {
                let entry = Json::parse(entry);
                entry.map_or_else(String::new, |entry| entry.str_or_default("ID"))
            }
            Decided::Other(decision) => decision.id.clone(),
        }
    }
}

/// What was found while the users were read.
#[derive(Debug)]
pub struct Matching<'a> {
    decider: &'a Decider<'a>,
    keys: &'a RowKeys,
    /// Finds the users who need no decision, if the list allows it.
    same: Option<&'a SameFinder<'a>>,
    /// The IDs of the users in scope; `None`: all.
    scope: Option<&'a SortedIndex>,
    /// Whether every row has a key. Otherwise a user whom the list doesn't have may be in it.
    all_have_keys: bool,
    /// For each row, what is to be done for its user.
    pub decisions: Vec<Option<Decided>>,
    /// For each row, why it isn't one user.
    pub ambiguous: Vec<Option<Ambiguity>>,
    /// For each row, the ID of a user who has a key of it that isn't in `matchBy`.
    pub clashes: Vec<Option<String>>,
    /// What is to be done for the users whom the list doesn't have.
    pub missing: Vec<Decision>,
    /// The differences that are only reported.
    pub kept: KeptDifferences,
    /// The values that the mapping or the tenant doesn't know.
    pub unknown: UnknownValues,
    /// The users whom the list names as managers.
    pub managers: ManagerIds,
    /// The number of active users in scope.
    pub active: usize,
    /// How many of them are people who are no administrators: a new tenant has none.
    pub others: usize,
    /// Whether a user, in scope or not, has a key of the list.
    pub has_match: bool,
}

const MISSING: &str = "The list doesn't have the person, and the account is active: set missing to 'deactivate', or add the person to the list.";
const UNSURE: &str = "The list doesn't have the person, but rows without a key may be about them: correct these rows.";

fn shows_administrator(user: &Json) -> bool {
    let level = user.get_or_null("accessLevel");
    [user, &level]
        .iter()
        .any(|object| object.get_bool("isAdmin") == Some(true))
}

impl<'a> Matching<'a> {
    /// Nothing was read yet.
    pub fn new(
        decider: &'a Decider<'a>,
        keys: &'a RowKeys,
        same: Option<&'a SameFinder<'a>>,
        scope: Option<&'a SortedIndex>,
        all_have_keys: bool,
    ) -> Self {
        let rows = decider.request.people.len();
        let mut decisions = Vec::with_capacity(rows);
        decisions.resize_with(rows, || None);
        let mut ambiguous = Vec::with_capacity(rows);
        for &is_shared in &keys.is_shared {
            ambiguous.push(is_shared.then_some(Ambiguity::Rows));
        }
        Matching {
            decider,
            keys,
            same,
            scope,
            all_have_keys,
            decisions,
            ambiguous,
            clashes: vec![None; rows],
            missing: Vec::new(),
            kept: KeptDifferences::default(),
            unknown: UnknownValues::default(),
            managers: ManagerIds::default(),
            active: 0,
            others: 0,
            has_match: false,
        }
    }

    /// Reads rows.
    pub fn reader(&self) -> &super::desired::RowReader<'a> {
        &self.decider.reader
    }

    /// Decides about people.
    pub fn decider(&self) -> &Decider<'a> {
        self.decider
    }

    /// Takes a page of users, of which `table` has the names of the finder.
    pub fn visit_page(&mut self, users: &Json, table: Option<&Table>) {
        for at in 0..users.len() {
            if !table.is_some_and(|table| self.visit_same(table, at)) {
                self.visit(&users.at(at));
            }
        }
    }

    /// Takes a user who certainly is as one row says; returns false, and does nothing, for all others.
    fn visit_same(&mut self, users: &Table, at: usize) -> bool {
        let Some(same) = self.same else {
            return false;
        };
        let Some((row, entry)) = self.same_row(same, users, at) else {
            return false;
        };
        self.active += 1;
        self.others += 1;
        self.has_match = true;
        self.decisions[row] = Some(Decided::Same(entry.into()));
        true
    }

    fn same_row(&self, same: &SameFinder<'a>, users: &Table, at: usize) -> Option<(usize, String)> {
        let is_in_scope = |id: &str| {
            let scope = self.scope;
            scope.is_none_or(|scope| scope.first(&id.to_ascii_lowercase()).is_some())
        };
        let hits = same.hits(users, at, self.keys)?;
        let row = hits.first()?.row;
        let is_certain = hits.iter().all(|hit| hit.row == row)
            && hits.iter().any(|hit| self.matches(hit))
            && self.ambiguous[row].is_none()
            && self.decisions[row].is_none()
            && matches!(users.at(at, known::ID), TableValue::Text(id) if is_in_scope(id))
            && !self.is_other(row, users.at(at, known::EXT_REF_ID).text()?)
            && same.is_same(users, at, row);
        is_certain
            .then(|| same.entry(users, at))
            .flatten()
            .map(|entry| (row, entry))
    }

    /// Whether the key is one by which people are found.
    fn matches(&self, hit: &Hit) -> bool {
        let match_by = self.decider.request.match_by;
        hit.key.is_some_and(|key| match_by.contains(&key))
    }

    /// Whether a user with this extRefID is somebody else than the row's person.
    fn is_other(&self, row: usize, present: &str) -> bool {
        let own_key = self.keys.get(row, Key::ExtRefId);
        let present = super::normalized::normalized(present);
        self.decider.request.match_by.contains(&Key::ExtRefId)
            && !own_key.is_empty()
            && !present.is_empty()
            && own_key != present
    }

    /// Takes a user.
    pub fn visit(&mut self, user: &Json) {
        self.managers.visit(user, &self.keys.managers);
        let id = user.str_or_default("ID");
        let in_scope = self
            .scope
            .is_none_or(|scope| scope.first(&id.to_ascii_lowercase()).is_some());
        let is_active = user.get_bool("isActive") != Some(false);
        if in_scope && is_active {
            self.active += 1;
            self.others += usize::from(!is_technical(user) && !shows_administrator(user));
        }
        let hits = self.keys.hits(user);
        let Some(first) = hits.first() else {
            if in_scope && is_active {
                self.visit_missing(id, user);
            }
            return;
        };
        self.has_match = true;
        if hits.iter().any(|hit| hit.row != first.row) {
            for hit in &hits {
                self.ambiguous[hit.row] = Some(Ambiguity::Rows);
            }
            return;
        }
        self.visit_row(first.row, &hits, id, user, in_scope);
    }

    fn visit_row(&mut self, row: usize, hits: &[Hit], id: String, user: &Json, in_scope: bool) {
        if !hits.iter().any(|hit| self.matches(hit)) {
            self.clashes[row].get_or_insert(id);
            return;
        }
        if self.ambiguous[row].is_some() {
            return;
        }
        if self.decisions[row].is_some() {
            self.ambiguous[row] = Some(Ambiguity::Users);
            return;
        }
        if self.is_other(row, &user.str_or_default("extRefID")) {
            self.ambiguous[row] = Some(Ambiguity::OtherPerson);
            return;
        }
        let request = self.decider.request;
        let at = &request.people.at(row);
        let mut decision = self.decider.decide(at, user, in_scope, &mut self.kept);
        for value in decision.unknown.drain(..) {
            self.unknown.add(value, at, row);
        }
        self.decisions[row] = Some(Decided::Other(Box::new(decision)));
    }

    fn visit_missing(&mut self, id: String, user: &Json) {
        let (outcome, state) = if is_technical(user) {
            let outcome = Outcome::Held(HeldReason::TechnicalAccount, technical_message());
            (outcome, None)
        } else {
            (self.missing_outcome(&id, user), Some(State::Leaver))
        };
        self.missing.push(Decision {
            id,
            person: person(user),
            state,
            outcome,
            manager: None,
            present: Present::default(),
            unknown: Vec::new(),
        });
    }

    fn missing_outcome(&self, id: &str, user: &Json) -> Outcome {
        if self.decider.request.missing == Missing::Report {
            return Outcome::Held(HeldReason::Missing, MISSING.to_owned());
        }
        if !self.all_have_keys {
            return Outcome::Held(HeldReason::Missing, UNSURE.to_owned());
        }
        match change_of(id, user, &deactivation()) {
            Change::Step(mut step) => {
                step.state = Some(State::Leaver.into());
                step.because = Some(missing());
                Outcome::Step(step, user.clone())
            }
            Change::Held(reason, message) => Outcome::Held(reason, message.to_owned()),
            Change::Unchanged => Outcome::Unchanged,
        }
    }
}
