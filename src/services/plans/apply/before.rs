//! Whether a step has to be done: its `before` must still hold.

use crate::json::Json;
use crate::services::plans::StepKind;
use crate::services::plans::creates::clashes;
use crate::services::plans::drift::{drift, is_so, missing};
use crate::services::plans::only_if::{ONLY_IF, changed};
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::step::Step;
use crate::services::users::is_pending;

/// The result of a step for which nothing has to be sent; `None` if it has to be done.
pub(super) fn before_writing(step: &Step, user: Option<&Json>) -> Option<StepResult> {
    let id = step.target.as_deref().unwrap_or_default();
    let Some(user) = user else {
        return match step.kind {
            StepKind::Create => None,
            StepKind::Delete => Some(StepResult::of(StepOutcome::AlreadySo)),
            _ => Some(StepResult::drifted(missing(id))),
        };
    };
    let after = step.json.get_or_null("after");
    // Who waits for an approval looks inactive, and becomes active.
    let is_futile =
        step.target.is_some() && after.get_bool("isActive") == Some(false) && is_pending(user);
    if !step.kind.is_removal() && !is_futile && is_so(&after, user) {
        return Some(StepResult::of(StepOutcome::AlreadySo));
    }
    if step.kind == StepKind::Create {
        return Some(StepResult::drifted(clashes(&after, user)));
    }
    let mut differences = drift(&step.json.get_or_null("before"), user);
    for difference in changed(&step.json.get_or_null(ONLY_IF), user) {
        differences.push(difference);
    }
    (!differences.is_empty()).then(|| StepResult::drifted(differences))
}
