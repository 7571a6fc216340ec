//! What became of a step that was sent.

use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::services::batch::{OperationState, Verdict};
use crate::services::plans::StepKind;
use crate::services::plans::drift::{drift, is_so, shown_otherwise};
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::step::Step;

/// The ID of the user whom a step has changed or created.
pub(super) fn written_id(step: &Step, verdict: &Verdict) -> Option<String> {
    match &step.target {
        Some(_) if step.kind.is_removal() => None,
        Some(id) => Some(id.clone()),
        None => verdict.outcome.as_ref().ok()?.get_str("ID"),
    }
}

/// The result of a step that was sent. What Workfront shows afterwards takes precedence over its response.
pub(super) fn after_writing(step: &Step, verdict: Verdict, user: Option<&Json>) -> StepResult {
    if verdict.state == OperationState::NotAttempted {
        return result(StepOutcome::NotAttempted, verdict.outcome.err());
    }
    if step.kind == StepKind::Create || step.kind.is_removal() {
        return after_one_of_its_kind(step, verdict, user);
    }
    let after = step.json.get_or_null("after");
    let Some(user) = user else {
        return match (verdict.state, verdict.outcome) {
            (OperationState::Done, _) if verdict.evidence.is_some() => {
                StepResult::of(StepOutcome::Applied)
            }
            (OperationState::NotDone, outcome) => result(StepOutcome::Failed, outcome.err()),
            (_, outcome) => result(StepOutcome::Unverified, outcome.err()),
        };
    };
    let otherwise = shown_otherwise(&after, user);
    match (verdict.state, verdict.outcome) {
        (OperationState::NotDone, outcome) if !otherwise.is_empty() => {
            result(StepOutcome::Failed, outcome.err())
        }
        (_, outcome) if otherwise.is_empty() && (outcome.is_ok() || is_so(&after, user)) => {
            StepResult::of(StepOutcome::Applied)
        }
        (_, Ok(_)) => result(StepOutcome::Failed, Some(without_effect(&otherwise))),
        (OperationState::NotDone, Err(error)) => StepResult::with_error(StepOutcome::Failed, error),
        // What may still be under way isn't refused, whatever Workfront shows now.
        (_, Err(error)) => result(StepOutcome::Unverified, Some(error)),
    }
}

/// The result of a creation, a deletion or a handing over: the response proves it, or the batch has looked where it can.
fn after_one_of_its_kind(step: &Step, verdict: Verdict, user: Option<&Json>) -> StepResult {
    let created = written_id(step, &verdict).filter(|_| step.kind == StepKind::Create);
    let outcome = match verdict.state {
        OperationState::Done => StepOutcome::Applied,
        OperationState::NotDone => StepOutcome::Failed,
        _ => StepOutcome::Unverified,
    };
    let mut result = result(outcome, verdict.outcome.err());
    if let Some(user) = user.filter(|_| created.is_some()) {
        let mut after = step.json.get_or_null("after").shallow_clone();
        // A new account may wait for an approval.
        after.insert("isActive", user.get_or_null("isActive"));
        let differences = drift(&after, user);
        result.differences = (!differences.is_empty()).then_some(differences);
    }
    result.created = created;
    result
}

fn result(outcome: StepOutcome, error: Option<Error>) -> StepResult {
    match error {
        Some(error) => StepResult::with_error(outcome, error),
        None => StepResult::of(outcome),
    }
}

fn without_effect(fields: &[String]) -> Error {
    let message = format!(
        "Workfront accepted the change, but still shows other values of {}",
        fields.join(", ")
    );
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "A synchronization with the Adobe Admin Console may keep the values: change them there.",
    )
}
