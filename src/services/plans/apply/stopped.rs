//! Why a run of `apply` ends before its last step.

use crate::error::Error;
use crate::services::batch::StopReason;
use serde::{Deserialize, Serialize};

/// What happens if somebody was changed since the plan was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OnDrift {
    /// Their steps are left out.
    Skip,
    /// Nothing is written.
    Stop,
}

/// Why a run stopped before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ApplyStopReason {
    /// Somebody was changed since the plan was made, and `onDrift` is `stop`.
    #[serde(rename = "drift")]
    Drift,
    /// What stops every run of many requests.
    #[serde(untagged)]
    Run(StopReason),
}

impl ApplyStopReason {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        match self {
            ApplyStopReason::Drift => "drift",
            ApplyStopReason::Run(reason) => reason.into(),
        }
    }
}

/// Why a run stopped before its end, and the error that stopped it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ApplyStopped"))]
pub struct ApplyStopped {
    /// The reason.
    pub reason: ApplyStopReason,
    /// The error that stopped the run; absent after a drift.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::error::Details>"))]
    pub error: Option<Error>,
}
