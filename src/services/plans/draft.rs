use super::step::{NewStep, let_depend};
use super::{STEPS_PER_REQUEST, StepKind};
use crate::error::Error;
use crate::json::{Json, ToJson};
use crate::services::users::LOOK_UP_CHUNK;
use serde::Serialize;

/// Why nothing is done for a person, although it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum HeldReason {
    /// The line of the input is wrong.
    Invalid,
    /// Workfront shows no such user.
    NotFound,
    /// Workfront doesn't show whether the account is active.
    UnknownState,
    /// The account waits for an approval and was never active.
    Pending,
    /// A user with the e-mail address, username or extRefID exists already.
    Exists,
    /// The input asks for different changes of the same user.
    Contradiction,
    /// The user was changed after the receipt was written.
    Changed,
    /// The change can't be undone.
    Irreversible,
    /// The user who is to take over the objects doesn't exist or isn't active.
    Replacement,
    /// The list's keys point to several users, or several rows to one.
    Ambiguous,
    /// The user isn't in the scope of the list.
    OutOfScope,
    /// The list doesn't have the user.
    Missing,
    /// The account is inactive, and the list has the person.
    Returner,
    /// The person leaves later.
    FutureLeaver,
    /// The account belongs to an integration, not to a person.
    TechnicalAccount,
    /// The mapping or the tenant doesn't know a value of the list.
    UnknownValue,
    /// Whether or when the user signed in isn't shown.
    UnknownLogin,
    /// The user has never signed in.
    NeverLoggedIn,
    /// A limit stopped the plan. Otherwise it would change the user.
    Stopped,
}

/// The contents of a plan that is being made.
#[derive(Debug)]
pub struct Draft {
    /// The steps.
    pub steps: Json,
    /// The people who are held back.
    pub held: Json,
    /// The people who are as desired already.
    pub unchanged: Json,
    /// What the approver should know.
    pub warnings: Vec<String>,
    /// How many people applying it may shut out, instead of the connection's limit.
    pub max_people: Option<u32>,
    /// Whether administrators may be shut out.
    pub include_administrators: bool,
    /// The state of the people who are held back next.
    pub state: Option<&'static str>,
    /// Where the list has the person who is held back next: `line` or `row`, and `keys`.
    pub row: Option<Json>,
    /// What else the plan says: `stopped`, `states`, `people`, `freed`.
    pub facts: Json,
    /// The error with which the limit would stop applying it.
    pub would_stop: Option<Error>,
}

/// Whether a step stays in a draft.
#[derive(Debug)]
pub enum Retained {
    /// It doesn't.
    No,
    /// It does.
    Yes,
    /// It does, and isn't done without the step with this ID.
    DependingOn(String),
}

impl Default for Draft {
    /// Nothing to do.
    fn default() -> Self {
        Draft {
            steps: Json::array(),
            held: Json::array(),
            unchanged: Json::array(),
            warnings: Vec::new(),
            max_people: None,
            include_administrators: false,
            state: None,
            row: None,
            facts: Json::object(),
            would_stop: None,
        }
    }
}

impl Draft {
    /// Adds a step.
    pub fn add(&mut self, step: NewStep) {
        self.steps.push(step.into_json());
    }

    /// Keeps the steps that `decide` keeps; those for which it names the ID of another step depend on that one.
    pub fn retain(&mut self, decide: &mut dyn FnMut(&Json) -> Retained) {
        let mut kept = Json::array();
        for mut step in self.steps.items() {
            match decide(&step) {
                Retained::No => continue,
                Retained::Yes => {}
                Retained::DependingOn(id) => let_depend(&mut step, &id),
            }
            kept.push(step);
        }
        self.steps = kept;
    }

    /// Adds a warning, unless the plan has it.
    pub fn warn(&mut self, warning: &str) {
        if !self.warnings.iter().any(|known| known == warning) {
            self.warnings.push(warning.to_owned());
        }
    }

    /// Adds the warning that `warning_of` has of a step to that step.
    pub fn warn_steps(&mut self, warning_of: &mut dyn FnMut(&Json) -> Option<String>) {
        let mut steps = Json::array();
        for mut step in self.steps.items() {
            if let Some(warning) = warning_of(&step) {
                let mut warnings = step.get_or_null("warnings");
                warnings.push(warning.as_str());
                step.insert("warnings", warnings);
            }
            steps.push(step);
        }
        self.steps = steps;
    }

    /// Adds a warning that so many people have a step with a warning. `one` and `many` follow the number: what the step does.
    pub fn warn_of_steps(&mut self, count: usize, one: &str, many: &str) {
        match count {
            0 => {}
            1 => self.warn(&format!("1 person {one}: see the warning of the step.")),
            _ => self.warn(&format!(
                "{count} people {many}: see the warnings of the steps."
            )),
        }
    }

    /// Holds a person back.
    pub fn hold(&mut self, id: Option<&str>, person: Json, reason: HeldReason, message: &str) {
        let reason: &'static str = reason.into();
        let mut held = self.with_state(id, person);
        held.insert("reason", reason);
        held.insert("message", message);
        self.held.push(held);
    }

    /// Takes all steps out, and holds the people back whom they would have changed.
    pub fn hold_steps(&mut self) {
        let steps = std::mem::replace(&mut self.steps, Json::array());
        for step in steps.items() {
            let mut held = Json::object();
            for name in ["ID", "person", "state"] {
                if let Some(value) = step.get(name) {
                    held.insert(name, value);
                }
            }
            let reason: &'static str = HeldReason::Stopped.into();
            held.insert("reason", reason);
            // Each kind of these steps is a verb that ends in e.
            let kind = step.str_or_default("kind");
            let message = format!("Would be {kind}d, but a limit stopped the plan.");
            held.insert("message", message.as_str());
            self.held.push(held);
        }
    }

    /// Holds a person back because of a guard.
    pub fn hold_guarded(&mut self, id: Option<&str>, person: Json, error: &Error) {
        let mut held = self.with_state(id, person);
        held.insert("reason", error.reason.to_json());
        held.insert("message", error.message.as_str());
        self.held.push(held);
    }

    fn with_state(&self, id: Option<&str>, person: Json) -> Json {
        let mut json = with_id(id, person);
        if let Some(state) = self.state {
            json.insert("state", state);
        }
        for (name, value) in self.row.iter().flat_map(Json::entries) {
            json.insert(&name, value);
        }
        json
    }

    /// Adds a person who is as desired already.
    pub fn leave(&mut self, id: &str, person: Json) {
        self.unchanged.push(with_id(Some(id), person));
    }
}

fn with_id(id: Option<&str>, person: Json) -> Json {
    let mut json = Json::object();
    if let Some(id) = id {
        json.insert("ID", id);
    }
    json.insert("person", person);
    json
}

/// How many requests applying a draft sends at least: the tenant, who is read before, the changes, and who is read after.
pub fn requests_to_apply(draft: &Draft) -> u32 {
    let mut kinds = draft.steps.items().map(|step| step.str_or_default("kind"));
    let subscriptions = kinds
        .by_ref()
        .filter(|kind| StepKind::parse(kind).is_some_and(StepKind::is_of_subscription))
        .count();
    let all = draft.steps.len();
    let steps = all - subscriptions;
    if all == 0 {
        return 0;
    }
    let listed = usize::from(subscriptions > 0);
    let replace = StepKind::Replace.as_str();
    let mut all_kinds = draft.steps.items().map(|step| step.str_or_default("kind"));
    // The replacement is read.
    let handed_over = usize::from(all_kinds.any(|kind| kind == replace));
    (1 + listed
        + handed_over
        + subscriptions
        + 2 * steps.div_ceil(LOOK_UP_CHUNK)
        + steps.div_ceil(STEPS_PER_REQUEST)) as u32
}
