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
}

/// The reason of an error: the kind of the error before it, or the guard that refused the write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ErrorReason"))]
pub enum Reason {
    /// With kind `outcomeUnknown`: the kind of the error after which the outcome is unknown.
    Kind(ErrorKind),
    /// With kind `forbidden`: the guard that refused the write.
    Guard(GuardReason),
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
