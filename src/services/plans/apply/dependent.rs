//! Steps that aren't done without another one: `dependsOn` is the ID of that step.

use crate::error::{Error, GuardReason};
use crate::services::plans::StepKind;
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::step::Step;
use std::collections::BTreeMap;

/// Holds the steps back whose other step has a result already, such as a drift or a guard's, and isn't so. Call it when all
/// other steps that won't be sent have their results, and before anything is sent.
pub(super) fn hold_dependent(
    steps: &[Step],
    open: &mut Vec<usize>,
    results: &mut [Option<StepResult>],
) {
    if steps.iter().all(|step| step.depends_on.is_none()) {
        return;
    }
    let mut positions = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        positions.insert(step.id.as_str(), at);
    }
    for &at in open.iter() {
        let Some(on) = steps[at].depends_on.as_deref() else {
            continue;
        };
        let other = positions.get(on).copied();
        let outcome = other.and_then(|other| results[other].as_ref().map(|found| found.outcome));
        if let Some(outcome) = outcome.filter(|outcome| *outcome != StepOutcome::AlreadySo) {
            let other = other.map(|other| &steps[other]);
            let error = held(&steps[at], other, on, outcome);
            results[at] = Some(StepResult::with_error(StepOutcome::Held, error));
        }
    }
    open.retain(|&at| results[at].is_none());
}

fn held(step: &Step, other: Option<&Step>, on: &str, outcome: StepOutcome) -> Error {
    let outcome = outcome.as_str();
    let message = match other.map(|other| (other.kind, other.target.as_deref())) {
        Some((StepKind::Replace, _)) => {
            format!("The user's objects are not handed over, so the user is not deleted: {outcome}")
        }
        Some((_, Some(target))) => {
            format!("This step depends on the one of user {target}, which is not done: {outcome}")
        }
        _ => format!("This step depends on the step {on}, which is not done: {outcome}"),
    };
    let error = Error::guarded(GuardReason::DependsOn, message).with_hint(
        "The user was not changed. See the other step in the report; plan again what is still to be done.",
    );
    match &step.target {
        Some(id) => error.about(id),
        None => error,
    }
}
