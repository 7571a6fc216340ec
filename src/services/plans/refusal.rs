//! The errors of kind `notApproved`: found before anything is sent.

use super::signed::Signed;
use crate::error::{Error, ErrorKind, NotApproved, RemedyValue, Result};

/// An error: `The plan <problem>`.
pub(super) fn refusal(reason: NotApproved, kind: Signed, problem: &str) -> Error {
    let message = format!("The {} {problem}", kind.noun());
    let mut error = Error::new(ErrorKind::NotApproved, message).with_field(kind.noun());
    error.reason = Some(reason.into());
    error.hint = hint(reason).to_owned();
    match reason {
        NotApproved::Unsigned => error.with_remedy("allowUnsigned", RemedyValue::Flag(true)),
        _ => error,
    }
}

/// Fails with [`refusal`].
pub(super) fn refuse<T>(reason: NotApproved, kind: Signed, problem: &str) -> Result<T> {
    Err(refusal(reason, kind, problem))
}

/// What to do next.
fn hint(reason: NotApproved) -> &'static str {
    match reason {
        NotApproved::Malformed => {
            "Nothing was sent. Pass it exactly as this package returned it, whole and unchanged."
        }
        NotApproved::Unsigned => {
            "Nothing was sent. Set the connection's planKeys, so that plans are signed; or run 'apply' with the connection that made the plan, or with allowUnsigned: true."
        }
        NotApproved::WrongSignature => {
            "Nothing was sent. Take the stored original; if it was changed on purpose, make a new plan and have it approved."
        }
        NotApproved::UnknownKey => {
            "Nothing was sent. Add the key to planKeys.keys: a retired key still verifies; or make a new plan."
        }
        NotApproved::OtherTenant => {
            "Nothing was changed. Use the connection of the tenant for which the plan was made."
        }
        NotApproved::Expired => {
            "Nothing was sent. Make the plan again: if the changes are the same, its approvals count until they expire."
        }
        NotApproved::Stopped => {
            "Nothing was sent. The plan's warnings have the limit and the number. Check that these are the right people; then make the plan again with a higher limit."
        }
        NotApproved::NotYetValid => {
            "Nothing was sent. Correct the clock of the host that made it, or of this one; then make it again."
        }
        NotApproved::MissingApprovals => {
            "Nothing was sent. Have the plan approved by as many people as approvalRules requires, and pass all of their approvals."
        }
        NotApproved::ApprovalUsed => {
            "Nothing was sent. Each approval counts for one plan: have this plan approved again. The plan for which it was used can be applied again until it is complete."
        }
        NotApproved::Rejected => {
            "Nothing was sent. Change what the rejection objects to, make a new plan, and have it approved."
        }
        NotApproved::NoRequester => {
            "Nothing was sent. Make the plan again with requestedBy: the signed-in person who asks for the change."
        }
        NotApproved::NotAllowed => {
            "Nothing was sent. Another person must approve: see approvalRules.allowed and approvalRules.notRequester."
        }
        NotApproved::TooLarge => {
            "Nothing was sent. Split the change into smaller plans, or raise the limit in approvalRules."
        }
        NotApproved::AlreadyApplied => {
            "Nothing was changed. Make a new plan to see what is still to be done."
        }
        NotApproved::InProgress => {
            "Nothing was sent. Wait until the other run has ended. If it was cut off, apply the plan again after the time in the message: it resumes."
        }
    }
}
