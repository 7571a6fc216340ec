//! Why an error has its kind, where the kind alone doesn't say what to do.

use super::ErrorKind;
use serde::Serialize;

/// The reason of an error, as a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Reason {
    /// With kind `outcomeUnknown`: the kind of the error after which the outcome is unknown.
    Kind(ErrorKind),
    /// With kind `notApproved`: why the plan may not be applied.
    NotApproved(NotApproved),
}

/// Why a plan, an approval or a receipt is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    /// It has expired.
    Expired,
    /// Approvals are missing: fewer different people than the rules require have approved.
    MissingApprovals,
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
}

impl From<ErrorKind> for Reason {
    fn from(kind: ErrorKind) -> Self {
        Reason::Kind(kind)
    }
}

impl PartialEq<ErrorKind> for Reason {
    fn eq(&self, other: &ErrorKind) -> bool {
        *self == Reason::Kind(*other)
    }
}

impl From<NotApproved> for Reason {
    fn from(reason: NotApproved) -> Self {
        Reason::NotApproved(reason)
    }
}
