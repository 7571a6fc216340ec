//! The operation of a batch that does a step.

use crate::error::{NotApproved, Result};
use crate::model::Id;
use crate::protocol::batch::Operation;
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::step::Step;
use crate::services::plans::{REPLACEMENT, StepKind};

/// What has to be sent for a step.
pub(super) fn operation(step: &Step) -> Result<Operation> {
    let id = step.target.as_deref().and_then(Id::parse);
    let after = step.json.get_or_null("after");
    match (step.kind, id) {
        (StepKind::Update | StepKind::Deactivate | StepKind::Reactivate, Some(id)) => {
            Ok(Operation::update(id, &after))
        }
        (StepKind::Create, None) => Ok(Operation::create_user(&after)),
        (StepKind::Delete, Some(id)) => Ok(Operation::delete_user(
            id,
            after.get_bool("force") == Some(true),
        )),
        (StepKind::Replace, Some(id)) => match Id::parse(&after.str_or_default(REPLACEMENT)) {
            Some(replacement) => Ok(Operation::replace_user(&id, &replacement)),
            None => refuse(
                NotApproved::Malformed,
                Signed::Plan,
                "has a step 'replace' without the ID of the replacement",
            ),
        },
        _ => {
            let problem = format!(
                "has a step that this version can't apply: {}",
                step.kind.as_str()
            );
            refuse(NotApproved::Malformed, Signed::Plan, &problem)
        }
    }
}
