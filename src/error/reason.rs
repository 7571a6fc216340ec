use super::ErrorKind;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// Why a guard refused a write that would shut people out (docs/safety.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[derive(VariantArray)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum GuardReason {
    /// It is the connection's own user.
    OwnUser,
    /// It is unknown who the connection's own user is.
    OwnUserUnknown,
    /// The person is an administrator, or may be one.
    Administrator,
    /// No other active administrator would remain, or that can't be determined.
    LastAdministrator,
    /// The connection's option `protect` names the person.
    Protected,
    /// More people than `maxPeople` would be shut out.
    Limit,
    /// The person waits for an approval, and a deactivation wouldn't hold.
    Pending,
    /// The step of a plan depends on another step, which isn't done.
    DependsOn,
}

/// Why a plan, an approval or a receipt is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[derive(VariantArray)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum NotApproved {
    /// It doesn't have the form that this version writes.
    Malformed,
    /// It has no signature, and the connection requires one or didn't make it.
    Unsigned,
    /// The signature doesn't fit the content: something was changed, or another key signed it.
    WrongSignature,
    /// The key that signed it isn't among the connection's `planKeys`.
    UnknownKey,
    /// It belongs to another tenant than the connection's.
    OtherTenant,
    /// A limit stopped it when it was made: it has no steps, although there is something to do.
    Stopped,
    /// It has expired.
    Expired,
    /// It is dated later than now.
    NotYetValid,
    /// Approvals are missing: fewer different people than the rules require have approved.
    MissingApprovals,
    /// Approvals are missing, because some were used for another plan that makes the same change.
    ApprovalUsed,
    /// Somebody rejected the plan.
    Rejected,
    /// The plan doesn't say who requested it, and the rules require that for approvals by another person.
    NoRequester,
    /// The person may not approve: not allowed by the rules, or the one who requested the plan.
    NotAllowed,
    /// The plan has more steps, or more deactivations, than the rules allow.
    TooLarge,
    /// The plan was applied before.
    AlreadyApplied,
    /// Another run applies the plan, or was cut off a short time ago.
    InProgress,
}

/// The reason of an error: the kind of the error before it, the guard that refused the write, or why a plan is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ErrorReason"))]
pub enum Reason {
    /// With kind `outcomeUnknown`: the kind of the error after which the outcome is unknown.
    Kind(ErrorKind),
    /// With kind `forbidden`: the guard that refused the write.
    Guard(GuardReason),
    /// With kind `notApproved`: why the plan, the approval or the receipt is refused.
    NotApproved(NotApproved),
}

impl From<ErrorKind> for Reason {
    fn from(kind: ErrorKind) -> Self {
        Reason::Kind(kind)
    }
}

impl From<GuardReason> for Reason {
    fn from(reason: GuardReason) -> Self {
        Reason::Guard(reason)
    }
}

impl From<NotApproved> for Reason {
    fn from(reason: NotApproved) -> Self {
        Reason::NotApproved(reason)
    }
}
