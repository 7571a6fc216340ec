//! Steps that hand over what a user owns, and the deletions that follow them.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::services::plans::drift::entry;
use crate::services::plans::handing_over::FIELDS;
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::people::read_people;
use crate::services::plans::step::Step;
use crate::services::plans::{REPLACEMENT, StepKind};
use std::collections::BTreeMap;

/// Finds the steps whose replacement isn't there or isn't active any more: these have drifted. Costs 1 request if a step hands
/// something over.
///
/// # Errors
/// The request failed.
pub(super) async fn check_replacements(
    client: &Client,
    steps: &[Step],
    results: &mut [Option<StepResult>],
) -> Result<()> {
    let (mut positions, mut ids) = (Vec::new(), Vec::new());
    for (at, step) in steps.iter().enumerate() {
        if step.kind == StepKind::Replace && results[at].is_none() {
            positions.push(at);
            ids.push(step.json.get_or_null("after").str_or_default(REPLACEMENT));
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    let fields = FIELDS.iter().map(|field| (*field).to_owned());
    let fields: Vec<String> = fields.collect();
    let people = read_people(client, &ids, &fields, false, &mut |_, _| ()).await?;
    for ((at, id), heir) in positions.into_iter().zip(&ids).zip(people) {
        let difference = match heir {
            None => entry(REPLACEMENT, id.as_str().into(), Json::null()),
            Some(heir) if heir.get_bool("isActive") != Some(true) => entry(
                "replacement:isActive",
                true.into(),
                heir.get_or_null("isActive"),
            ),
            Some(_) => continue,
        };
        results[at] = Some(StepResult::drifted(Json::array_of([difference])));
    }
    Ok(())
}

/// For each deletion that isn't done before the user's objects are handed over, the position of the step that does it.
#[derive(Debug)]
pub(super) struct HandingOver(BTreeMap<usize, usize>);

impl HandingOver {
    /// Of these steps.
    pub fn of(steps: &[Step]) -> Self {
        let mut positions = BTreeMap::new();
        for (at, step) in steps.iter().enumerate() {
            if step.kind == StepKind::Replace {
                positions.insert(step.id.as_str(), at);
            }
        }
        let mut found = BTreeMap::new();
        for (at, step) in steps.iter().enumerate() {
            let on = step.depends_on.as_deref();
            if let Some(&on) = on.and_then(|on| positions.get(on)) {
                found.insert(at, on);
            }
        }
        HandingOver(found)
    }

    /// Whether a step has to wait: the other one has no result yet.
    pub fn is_waiting(&self, at: usize, results: &[Option<StepResult>]) -> bool {
        self.0.get(&at).is_some_and(|&on| results[on].is_none())
    }

    /// Takes the steps out of `open` whose other step isn't applied: they aren't attempted.
    pub fn leave_out(&self, open: &mut Vec<usize>, results: &mut [Option<StepResult>]) {
        // An earlier run of the plan may have handed over already.
        let is_done = |outcome| matches!(outcome, StepOutcome::Applied | StepOutcome::AlreadySo);
        for (&at, &on) in &self.0 {
            let other = results[on].as_ref().map(|result| result.outcome);
            if let Some(outcome) = other.filter(|outcome| !is_done(*outcome))
                && results[at].is_none()
            {
                let error = not_handed_over(outcome);
                results[at] = Some(StepResult::with_error(StepOutcome::NotAttempted, error));
            }
        }
        open.retain(|&at| results[at].is_none());
    }
}

fn not_handed_over(outcome: StepOutcome) -> Error {
    let message = format!(
        "The user was not deleted: the step that hands over what they own is {}",
        outcome.as_str()
    );
    Error::new(ErrorKind::Conflict, message).with_hint(
        "See that step in the report. Look in Workfront who owns the user's objects, then make a new plan.",
    )
}
