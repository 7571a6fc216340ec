//! The people whom a plan creates, and the managers whom it names.

use super::because::reason;
use super::decide::{Decision, Outcome};
use super::keys::{RowKeys, row_facts};
use super::managers::depths;
use super::mapping::OnUnknown;
use super::matching::Matching;
use super::new_keys::{NewKeys, with_username};
use super::place::add_place;
use super::state::{State, StateCounts};
use super::unknown_values::{UnknownValue, UnknownValues};
use crate::error::cut;
use crate::json::Json;
use crate::services::plans::{
    Draft, HeldReason, NewStep, NewUser, StepKind, creation, new_person, step_id,
};
use crate::services::users::REQUIRED;

const OWN: &str = "manager: must be another person than the row is about.";
const CIRCLE: &str = "The managers of the people to create name each other in a circle.";

/// A person whom the plan creates.
#[derive(Debug)]
struct Joiner {
    row: usize,
    step: NewStep,
    manager: Option<String>,
}

/// The people whom the plan creates.
#[derive(Debug)]
pub struct Joiners {
    all: Vec<Option<Joiner>>,
    /// For each row, the position in `all`.
    by_row: Vec<Option<u32>>,
    /// The keys that the plan gives to people.
    new_keys: NewKeys,
    /// The values that the mapping or the tenant doesn't know.
    pub unknown: UnknownValues,
}

/// The manager whom a row names.
#[derive(Debug)]
enum Manager {
    /// The row doesn't say.
    Unsaid,
    /// None.
    Nobody,
    /// A user: the ID and the name.
    User(String, String),
    /// A person whom the plan creates: the position.
    Joiner(usize),
    /// Nobody, or several users.
    Unknown(String),
    /// The same, and the manager stays who it is.
    Kept(String),
}

impl Joiners {
    /// Nobody yet, of so many rows.
    pub fn new(rows: usize) -> Self {
        Joiners {
            all: Vec::new(),
            by_row: vec![None; rows],
            new_keys: NewKeys::default(),
            unknown: UnknownValues::default(),
        }
    }

    /// Adds the person of a row whom the tenant doesn't have.
    pub fn add(
        &mut self,
        row: usize,
        matching: &Matching<'_>,
        states: &mut StateCounts,
        draft: &mut Draft,
    ) {
        let decider = matching.decider();
        let people = decider.request.people;
        let mut desired = matching.reader().read(&people.at(row), REQUIRED);
        decider.last_days.check_schedule(&mut desired);
        if desired.problem.is_none() && decider.last_days.has_left(&desired) {
            // There is nobody to deactivate.
            return states.add(State::Same);
        }
        states.add(State::Joiner);
        desired.check_other_users(None);
        for value in desired.unknown.drain(..) {
            self.unknown.add(value, &people.at(row), row);
        }
        if let Some((reason, problem)) = desired.problem {
            let who = new_person(&desired.fields, &desired.names);
            draft.row = Some(row_facts(people, row, decider.request.columns));
            return hold(draft, who, reason, &problem);
        }
        for (name, value) in desired.merged.entries() {
            desired.fields.insert(&name, value);
        }
        decider.last_days.schedule(&mut desired, &Json::null());
        let mut step = creation(NewUser {
            fields: without_empty(&desired.fields),
            names: desired.names,
        });
        step.state = Some(State::Joiner.as_str());
        step.because = Some(reason("noAccount"));
        add_place(&mut step.because, people, row);
        self.by_row[row] = Some(self.all.len() as u32);
        self.all.push(Some(Joiner {
            row,
            step,
            manager: desired.manager.filter(|manager| !manager.is_empty()),
        }));
    }

    /// The steps that create them, managers first. Whoever names a manager who isn't there is held back, and who would get a key that
    /// another one gets.
    pub fn steps(
        &mut self,
        keys: &RowKeys,
        matching: &Matching<'_>,
        draft: &mut Draft,
    ) -> Vec<(NewStep, Json)> {
        let mut managers = Vec::with_capacity(self.all.len());
        let mut needs = Vec::with_capacity(self.all.len());
        let mut wanted = NewKeys::default();
        let people = matching.decider().request.people;
        for joiner in self.all.iter().flatten() {
            wanted.add(joiner.row, &joiner.step.after);
            let manager = self.manager(&joiner.manager, keys, matching);
            needs.push(match manager {
                Manager::Joiner(at) => Some(at),
                _ => None,
            });
            managers.push(manager);
        }
        let depths = depths(&needs);
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|&at| depths[at]);
        let mut steps = Vec::with_capacity(order.len());
        let mut ids: Vec<Option<String>> = vec![None; order.len()];
        for at in order {
            let Some(joiner) = &mut self.all[at] else {
                continue;
            };
            self.unknown
                .add_manager(&managers[at], matching, joiner.row);
            let shared = wanted.problem(joiner.row, &joiner.step.after, people);
            let problem = match &managers[at] {
                _ if shared.is_some() => shared.map(|problem| (HeldReason::Ambiguous, problem)),
                _ if depths[at].is_none() => Some((HeldReason::Invalid, CIRCLE.to_owned())),
                Manager::Unsaid | Manager::Nobody | Manager::Kept(_) => None,
                Manager::User(id, name) => {
                    joiner.step.after.insert("managerID", id.as_str());
                    joiner.step.names.insert(id, name.as_str());
                    None
                }
                Manager::Joiner(manager) => match &ids[*manager] {
                    Some(id) => {
                        joiner.step.after.insert("managerID", reference(id));
                        None
                    }
                    None => Some((HeldReason::UnknownValue, not_created(&joiner.manager))),
                },
                Manager::Unknown(problem) => Some((HeldReason::UnknownValue, problem.clone())),
            };
            if let Some((reason, problem)) = problem {
                let held = self.all[at].take();
                let request = matching.decider().request;
                let facts = |row| row_facts(request.people, row, request.columns);
                draft.row = held.as_ref().map(|joiner| facts(joiner.row));
                let who = held.map_or_else(Json::object, |joiner| joiner.step.person);
                hold(draft, who, reason, &problem);
                continue;
            }
            self.new_keys.add(joiner.row, &joiner.step.after);
            ids[at] = Some(step_id(StepKind::Create, &joiner.step.key));
            let rest = placeholder(&joiner.step.key);
            let step = std::mem::replace(&mut joiner.step, rest);
            steps.push((step, Json::null()));
        }
        steps
    }

    /// Adds the manager of a user to what is to be done. Whoever would get a key that another person of the list gets is held back.
    pub fn set_manager(
        &mut self,
        row: usize,
        decision: &mut Decision,
        keys: &RowKeys,
        matching: &Matching<'_>,
    ) {
        self.add_manager(row, decision, keys, matching);
        self.check_new_keys(row, decision, matching);
    }

    fn add_manager(
        &mut self,
        row: usize,
        decision: &mut Decision,
        keys: &RowKeys,
        matching: &Matching<'_>,
    ) {
        let is_open = match &decision.outcome {
            Outcome::Unchanged | Outcome::Held(HeldReason::FutureLeaver, _) => true,
            Outcome::Step(step, _) => step.kind != StepKind::Deactivate,
            Outcome::Held(..) => false,
        };
        if !is_open || decision.manager.is_none() {
            return;
        }
        let present = decision.present.manager_id.as_str().unwrap_or_default();
        let named = decision.manager.as_deref().unwrap_or_default();
        // Also if the connection's user can't see the manager.
        if !present.is_empty() && named.eq_ignore_ascii_case(&present) {
            return;
        }
        let mut name = None;
        let manager = self.manager(&decision.manager, keys, matching);
        self.unknown.add_manager(&manager, matching, row);
        let desired = match manager {
            Manager::Unsaid | Manager::Kept(_) => return,
            Manager::Nobody if present.is_empty() => return,
            Manager::Nobody => "".into(),
            Manager::User(id, _) if id.eq_ignore_ascii_case(&present) => return,
            Manager::User(id, _) if id.eq_ignore_ascii_case(&decision.id) => {
                decision.outcome = Outcome::Held(HeldReason::Invalid, OWN.to_owned());
                return;
            }
            Manager::User(id, text) => {
                let desired = id.as_str().into();
                name = Some((id, text));
                desired
            }
            Manager::Joiner(at) => match &self.all[at] {
                Some(joiner) => reference(&step_id(StepKind::Create, &joiner.step.key)),
                None => {
                    let problem = not_created(&decision.manager);
                    decision.outcome = Outcome::Held(HeldReason::UnknownValue, problem);
                    return;
                }
            },
            Manager::Unknown(problem) => {
                decision.outcome = Outcome::Held(HeldReason::UnknownValue, problem);
                return;
            }
        };
        if !matches!(decision.outcome, Outcome::Step(..)) {
            decision.state = Some(State::Mover);
            let step = Box::new(only_manager(decision));
            decision.outcome = Outcome::Step(step, Json::null());
        }
        let Outcome::Step(step, _) = &mut decision.outcome else {
            return;
        };
        step.before
            .insert("managerID", &decision.present.manager_id);
        step.after.insert("managerID", desired);
        let before = decision.present.manager.take();
        for (id, name) in name.into_iter().chain(before.map(|name| (present, name))) {
            step.names.insert(&id, name.as_str());
        }
    }

    fn check_new_keys(&mut self, row: usize, decision: &mut Decision, matching: &Matching<'_>) {
        let Outcome::Step(step, user) = &decision.outcome else {
            return;
        };
        let fields = with_username(&step.after, user);
        let people = matching.decider().request.people;
        match self.new_keys.problem(row, &fields, people) {
            Some(problem) => {
                decision.outcome = Outcome::Held(HeldReason::Ambiguous, problem);
            }
            None => self.new_keys.add(row, &fields),
        }
    }

    fn manager(
        &self,
        reference: &Option<String>,
        keys: &RowKeys,
        matching: &Matching<'_>,
    ) -> Manager {
        let Some(reference) = reference else {
            return Manager::Unsaid;
        };
        if reference.is_empty() {
            return Manager::Nobody;
        }
        let problem = match matching.managers.get(reference) {
            [(id, name)] => return Manager::User(id.clone(), name.clone()),
            [] => {
                let row = keys.row_with(reference);
                if let Some(at) = row.and_then(|row| self.by_row[row]) {
                    return Manager::Joiner(at as usize);
                }
                not_created(&Some(reference.clone()))
            }
            _ => format!("manager: several users are called '{}'.", cut(reference)),
        };
        let column = matching.decider().request.columns.manager();
        match column.and_then(|column| column.rule.on_unknown) {
            Some(OnUnknown::Keep) => Manager::Kept(problem),
            _ => Manager::Unknown(problem),
        }
    }
}

impl UnknownValues {
    /// Adds a manager whom the tenant doesn't have, or has several times.
    fn add_manager(&mut self, manager: &Manager, matching: &Matching<'_>, row: usize) {
        let (problem, is_kept) = match manager {
            Manager::Unknown(problem) => (problem, false),
            Manager::Kept(problem) => (problem, true),
            _ => return,
        };
        let problem = problem.trim_end_matches('.').to_owned();
        let people = matching.decider().request.people;
        self.add(UnknownValue { problem, is_kept }, &people.at(row), row);
    }
}

fn hold(draft: &mut Draft, who: Json, reason: HeldReason, message: &str) {
    draft.state = Some(State::Joiner.as_str());
    draft.hold(None, who, reason, message);
    draft.state = None;
    draft.row = None;
}

/// A value that stands for the ID of a user whom another step of the plan creates.
fn reference(step: &str) -> Json {
    Json::object_of(&[("step", step.into())])
}

fn not_created(manager: &Option<String>) -> String {
    let manager = manager.as_deref().unwrap_or_default();
    format!(
        "manager: '{}' is no user of the tenant, and this plan creates no such person.",
        cut(manager)
    )
}

/// The fields of a new user that have values.
fn without_empty(fields: &Json) -> Json {
    let mut kept = Json::object();
    for (name, value) in fields.entries() {
        let is_empty_list = value.is_array() && value.is_empty();
        if !value.is_null() && !value.str_is_blank() && !is_empty_list {
            kept.insert(&name, value);
        }
    }
    kept
}

/// What stays of a joiner whose step was taken: the key.
fn placeholder(key: &str) -> NewStep {
    NewStep {
        key: key.to_owned(),
        ..NewStep::of(StepKind::Create)
    }
}

/// A step that changes nothing but the manager.
fn only_manager(decision: &Decision) -> NewStep {
    NewStep {
        target: Some(decision.id.clone()),
        person: decision.person.clone(),
        before: Json::object_of(&[
            ("isActive", true.into()),
            ("accessLevelID", decision.present.access_level_id.clone()),
        ]),
        state: Some(State::Mover.as_str()),
        because: Some(reason("differs")),
        ..NewStep::of(StepKind::Update)
    }
}
