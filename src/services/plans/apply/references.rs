//! Steps that name a user whom another step of the plan creates: `after.managerID` is `{ step: <ID of that step> }`.

use crate::error::{Error, ErrorKind};
use crate::services::plans::step::Step;
use std::collections::BTreeMap;

/// The field that can name such a user.
const FIELD: &str = "managerID";

/// Which steps wait for users to be created.
#[derive(Debug)]
pub(super) struct References {
    /// For each step, the step that creates the user whom it names.
    needs: Vec<Option<String>>,
    created: BTreeMap<String, String>,
}

impl References {
    /// The references of these steps.
    pub fn of(steps: &[Step]) -> Self {
        let mut needs = Vec::with_capacity(steps.len());
        for step in steps {
            let after = step.json.get_or_null("after");
            needs.push(after.get(FIELD).and_then(|value| value.get_str("step")));
        }
        References {
            needs,
            created: BTreeMap::new(),
        }
    }

    /// Whether a step waits for a user to be created.
    pub fn is_waiting(&self, at: usize) -> bool {
        self.needs[at].is_some()
    }

    /// Whether a step waits.
    pub fn any(&self) -> bool {
        self.needs.iter().any(Option::is_some)
    }

    /// Takes the ID of the user whom a step has created.
    pub fn add(&mut self, step: &Step, id: &str) {
        self.created.insert(step.id.clone(), id.to_owned());
    }

    /// Writes the IDs of users who were created into the steps that name them. Returns whether it wrote one.
    pub fn resolve(&mut self, steps: &mut [Step]) -> bool {
        let mut has_resolved = false;
        for (need, step) in self.needs.iter_mut().zip(steps) {
            let id = need.as_ref().and_then(|need| self.created.get(need));
            if let Some(id) = id {
                let mut after = step.json.get_or_null("after").shallow_clone();
                after.insert(FIELD, id.as_str());
                let mut json = step.json.shallow_clone();
                json.insert("after", after);
                step.json = json;
                *need = None;
                has_resolved = true;
            }
        }
        has_resolved
    }
}

/// The error of a step that names a user who wasn't created.
pub(super) fn not_created() -> Error {
    let message = "The manager whom this step names was not created";
    Error::new(ErrorKind::Conflict, message).with_hint(
        "Nothing was sent for this step. See the step that creates the manager, and apply the plan again.",
    )
}
