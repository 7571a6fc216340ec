//! Finds the people of a list among the users, while these are read.

use super::ambiguity::Ambiguity;
use super::because::missing;
use super::decide::{
    Decider, Decision, Outcome, Present, deactivation, is_technical, returner, technical_message,
};
use super::decided::{Decided, Found, Managed, decision};
use super::kept::KeptDifferences;
use super::keys::{Hit, Key, RowKeys};
use super::managers::ManagerIds;
use super::request::{Missing, Returners};
use super::same::SameFinder;
use super::state::State;
use super::unknown_values::UnknownValues;
use super::user_page::UserPage;
use crate::json::{Json, Table};
use crate::protocol::SortedIndex;
use crate::services::plans::{Change, HeldReason, change_of, person};
use std::borrow::Cow;

/// What texts show of a user.
#[derive(Debug)]
enum Judgement<'t> {
    /// The list doesn't have the person, and the account is inactive.
    Nobody,
    /// The list doesn't have the person.
    Missing,
    /// The account is inactive, and has the values of a row.
    Returner(usize),
    /// The user has the values of a row.
    Same(usize),
    /// The same, perhaps with another manager than this one.
    SameButManager(usize, [Cow<'t, str>; 3]),
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
    /// For each row, what is to be done for its user.
    pub decisions: Vec<Option<Decided>>,
    /// What the decisions refer to.
    pub texts: Found,
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
            decisions,
            texts: Found::default(),
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

    /// Takes a page of users.
    pub fn visit_page(&mut self, users: &UserPage) {
        for at in 0..users.len() {
            if let (UserPage::Table(table), Some(same)) = (users, self.same) {
                if same.may_be_manager(table, at, self.keys) {
                    self.managers.visit(&users.user(at), &self.keys.managers);
                }
                if self.visit_texts(same, table, at) {
                    continue;
                }
            }
            self.visit(&users.user(at));
        }
        self.texts.entries.end_page();
    }

    /// Takes a user for whom texts show that there is nothing to do; returns false, and does nothing, for all others.
    fn visit_texts(&mut self, same: &SameFinder<'a>, users: &Table, at: usize) -> bool {
        let Some(judgement) = self.judge(same, users, at) else {
            return false;
        };
        if matches!(judgement, Judgement::Nobody) {
            return true;
        }
        let Some(entry) = same.entry(users, at) else {
            return false;
        };
        let parsed = || Json::parse(&entry).unwrap_or_else(Json::null);
        let mut is_active = true;
        match judgement {
            Judgement::Nobody => {}
            Judgement::Missing => {
                let outcome = Outcome::Held(HeldReason::Missing, MISSING.to_owned());
                let missing = decision(&parsed(), State::Leaver, outcome);
                self.missing.push(missing);
            }
            Judgement::Returner(row) => {
                let returner = decision(&parsed(), State::Returner, returner());
                self.found(row, Decided::Other(Box::new(returner)));
                is_active = false;
            }
            Judgement::Same(row) => {
                let entry = self.texts.entries.add(&entry);
                self.found(row, Decided::Same(entry));
            }
            Judgement::SameButManager(row, manager) => {
                let entry = self.texts.entries.add(&entry);
                let manager = self.texts.add_manager(&manager);
                let managed = Managed { entry, manager };
                self.found(row, Decided::SameButManager(managed));
            }
        }
        if is_active {
            self.active += 1;
            self.others += 1;
        }
        true
    }

    fn found(&mut self, row: usize, decided: Decided) {
        self.has_match = true;
        self.decisions[row] = Some(decided);
    }

    /// What texts show of a user.
    fn judge<'t>(
        &self,
        same: &SameFinder<'a>,
        users: &'t Table,
        at: usize,
    ) -> Option<Judgement<'t>> {
        let shown = same.shown(users, at)?;
        let hits = self.keys.hits_of(|key| shown.keys[key as usize]);
        let request = self.decider.request;
        if hits.is_empty() && !shown.is_active {
            return Some(Judgement::Nobody);
        }
        let is_in_scope = self.is_in_scope(shown.id);
        let Some(row) = hits.first().map(|hit| hit.row) else {
            let is_reported = is_in_scope && request.missing == Missing::Report;
            return is_reported.then_some(Judgement::Missing);
        };
        let is_certain = is_in_scope
            && hits.iter().all(|hit| hit.row == row)
            && hits.iter().any(|hit| self.matches(hit))
            && self.ambiguous[row].is_none()
            && self.decisions[row].is_none()
            && !self.is_other(row, shown.keys[Key::ExtRefId as usize])
            && (shown.is_active || request.returners == Returners::Report)
            && same.is_same(users, at, row);
        if !is_certain {
            return None;
        }
        Some(match shown.is_active {
            false => Judgement::Returner(row),
            true if self.keys.managers.get(row).is_empty() => Judgement::Same(row),
            true => Judgement::SameButManager(row, same.manager(users, at)?),
        })
    }

    fn is_in_scope(&self, id: &str) -> bool {
        self.scope
            .is_none_or(|scope| scope.first(&id.to_ascii_lowercase()).is_some())
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
        let in_scope = self.is_in_scope(&id);
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
        let mut decision = self.decider.decide(at, row, user, in_scope, &mut self.kept);
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
