//! A step of a plan: one change of one user or subscription.

use super::StepKind;
use super::digest::sha256;
use super::ending::{Ending, ending};
use super::guarding::ADMINISTRATOR;
use super::only_if::ONLY_IF;
use crate::json::Json;

/// The property of a step that names the step without which it isn't done.
const DEPENDS_ON: &str = "dependsOn";

/// The property of a step that says what led to it.
pub(super) const BECAUSE: &str = "because";

/// The length of a step's ID, in hexadecimal digits.
const ID_LENGTH: usize = 24;

/// A step of a plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its ID.
    pub id: String,
    /// What it does.
    pub kind: StepKind,
    /// The ID of what it changes; `None` where that is still to be created.
    pub target: Option<String>,
    /// The ID of the step without which it isn't done.
    pub depends_on: Option<String>,
    /// The step as the plan has it.
    pub json: Json,
}

impl Step {
    /// How it ends a person's access; `None` if it doesn't.
    pub(super) fn ending(&self) -> Option<Ending> {
        let (before, after) = (
            self.json.get_or_null("before"),
            self.json.get_or_null("after"),
        );
        ending(self.kind, &before, &after)
    }
}

/// What a step consists of, before it has an ID.
#[derive(Debug)]
pub struct NewStep {
    /// What it does.
    pub kind: StepKind,
    /// The ID of what it changes.
    pub target: Option<String>,
    /// What identifies it where it has no ID: the e-mail address or reference of a user to create.
    pub key: String,
    /// Who it is about: `name`, `emailAddr`, `accessLevel`, `homeGroup`.
    pub person: Json,
    /// The fields that change, as they are.
    pub before: Json,
    /// The fields that change, as they will be.
    pub after: Json,
    /// Fields that don't change and must still have these values when the step is done; empty if there are none.
    pub only_if: Json,
    /// The names of the objects whose IDs `before` and `after` have.
    pub names: Json,
    /// Whether a guarded step concerns an administrator.
    pub is_administrator: bool,
    /// Where the person stands between joining and leaving, if the plan comes from a list of people.
    pub state: Option<&'static str>,
    /// What led to the step, if the plan comes from a list of people or from logins: `reason` and what it depends on.
    pub because: Option<Json>,
    /// What the approver should know.
    pub warnings: Vec<String>,
}

/// The ID of a step: the same for the same change, whatever the order of the plan.
pub fn step_id(kind: StepKind, target_or_key: &str) -> String {
    let mut id = sha256(&[kind.as_str(), "\n", target_or_key].concat());
    id.truncate(ID_LENGTH);
    id
}

impl NewStep {
    /// A step of this kind in which nothing else is said.
    pub fn of(kind: StepKind) -> Self {
        NewStep {
            kind,
            target: None,
            key: String::new(),
            person: Json::null(),
            before: Json::object(),
            after: Json::object(),
            only_if: Json::object(),
            names: Json::object(),
            is_administrator: false,
            state: None,
            because: None,
            warnings: Vec::new(),
        }
    }

    /// The step as a plan has it.
    pub fn into_json(self) -> Json {
        let id = match &self.target {
            Some(target) => step_id(self.kind, target),
            None => step_id(self.kind, &self.key),
        };
        let mut json = Json::object_of(&[
            ("id", id.as_str().into()),
            ("kind", self.kind.as_str().into()),
        ]);
        match &self.target {
            Some(target) => json.insert("ID", target.as_str()),
            None => json.insert("key", self.key.as_str()),
        }
        json.insert("person", self.person);
        json.insert("before", self.before);
        json.insert("after", self.after);
        if !self.only_if.keys().is_empty() {
            json.insert(ONLY_IF, self.only_if);
        }
        if !self.names.keys().is_empty() {
            json.insert("names", self.names);
        }
        if self.is_administrator {
            json.insert(ADMINISTRATOR, true);
        }
        if let Some(state) = self.state {
            json.insert("state", state);
        }
        if let Some(because) = self.because {
            json.insert(BECAUSE, because);
        }
        let warnings = self.warnings.iter().map(|warning| warning.as_str().into());
        json.insert("warnings", Json::array_of(warnings));
        json
    }
}

/// Reads a step of a plan. The problem completes "The plan …".
pub(super) fn read_step(json: Json, index: usize) -> Result<Step, String> {
    let wrong = |field: &str| format!("is malformed: steps[{index}].{field} is missing or wrong");
    let kind = json.get_str("kind").and_then(|kind| StepKind::parse(&kind));
    let kind = kind.ok_or_else(|| wrong("kind"))?;
    let target = json.get_str("ID");
    let key = match (&target, kind.creates()) {
        (Some(id), false) => crate::model::Id::parse(id).map(|_| id.clone()),
        (None, true) => json.get_str("key").filter(|key| !key.is_empty()),
        _ => None,
    };
    let key = key.ok_or_else(|| wrong(if kind.creates() { "key" } else { "ID" }))?;
    let id = json.get_str("id").filter(|id| *id == step_id(kind, &key));
    let id = id.ok_or_else(|| wrong("id"))?;
    for field in ["person", "before", "after"] {
        if !json.get_or_null(field).is_object() {
            return Err(wrong(field));
        }
    }
    if json.has(ONLY_IF) && !json.get_or_null(ONLY_IF).is_object() {
        return Err(wrong(ONLY_IF));
    }
    if !json.get_or_null("warnings").is_array() {
        return Err(wrong("warnings"));
    }
    if json
        .get(BECAUSE)
        .is_some_and(|because| !because.is_object())
    {
        return Err(wrong(BECAUSE));
    }
    let depends_on = json.get_str(DEPENDS_ON);
    if depends_on.is_none() && json.has(DEPENDS_ON) {
        return Err(wrong(DEPENDS_ON));
    }
    Ok(Step {
        id,
        kind,
        target,
        depends_on,
        json,
    })
}

/// Lets a step of a plan that is being made depend on another one: without that one it isn't done.
pub(super) fn let_depend(step: &mut Json, on: &str) {
    step.insert(DEPENDS_ON, on);
}

/// Checks that steps depend on steps of the same plan which themselves depend on none. The problem completes "The plan …".
pub(super) fn check_dependences(steps: &[Step]) -> Result<(), String> {
    if steps.iter().all(|step| step.depends_on.is_none()) {
        return Ok(());
    }
    let mut independent = std::collections::BTreeSet::new();
    for step in steps {
        if step.depends_on.is_none() && !step.kind.is_of_subscription() {
            independent.insert(step.id.as_str());
        }
    }
    for (index, step) in steps.iter().enumerate() {
        let on = step.depends_on.as_deref();
        if on.is_some_and(|on| !independent.contains(on)) {
            return Err(format!(
                "is malformed: steps[{index}].{DEPENDS_ON} names no step of the plan that depends on none itself"
            ));
        }
    }
    Ok(())
}
