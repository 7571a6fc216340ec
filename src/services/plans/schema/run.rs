//! The JSON Schemas of what a run reports, of its receipt, and of what has changed since.

use super::plan::{PlanTenant, PlannedPerson};
use crate::json::Json;
use crate::services::plans::StepKind;
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// A step of a plan that was applied.
#[derive(JsonSchema)]
pub struct ReportedStep {
    /// The ID of the step.
    id: String,
    /// What it does.
    kind: StepKind,
    /// The ID of the user or subscription; absent if it was not created.
    #[schemars(rename = "ID", skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    /// What identifies the user or subscription to create.
    #[schemars(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Who it is about.
    person: PlannedPerson,
    /// What became of it.
    outcome: crate::services::plans::StepOutcome,
    /// What was changed since the plan was made.
    #[schemars(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<Drift>>,
    /// Why it failed, was held back, or isn't known.
    #[schemars(skip_serializing_if = "Option::is_none")]
    error: Option<crate::error::Details>,
}

/// A field that has another value than the plan or the receipt says.
#[derive(JsonSchema)]
#[schemars(rename = "PlanDrift")]
pub struct Drift {
    /// The field.
    field: String,
    /// The value in the plan or the receipt.
    #[schemars(with = "Json")]
    planned: (),
    /// The present value.
    #[schemars(with = "Json")]
    present: (),
}

/// The number of steps with each outcome.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct OutcomeCounts {
    /// This run made the change.
    applied: u32,
    /// The change was made already.
    already_so: u32,
    /// The user was changed since the plan was made.
    drifted: u32,
    /// A guard held the user back.
    held: u32,
    /// Workfront refused the change, or doesn't show it.
    failed: u32,
    /// It is unknown whether the change was made.
    unverified: u32,
    /// The run stopped before it, or a look-up that it needs failed.
    not_attempted: u32,
}

/// What a receipt says.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct Receipt {
    /// The format of receipts.
    format: String,
    /// A random ID. Each receipt has another one.
    id: String,
    /// The plan: its id, fingerprint, action, requester, reason and time.
    #[schemars(with = "BTreeMap<String, Json>")]
    plan: (),
    /// The tenant.
    tenant: PlanTenant,
    /// The approvals that counted.
    approvals: Vec<crate::services::plans::Approval>,
    /// When the run began.
    started_at: String,
    /// When the run ended.
    finished_at: String,
    /// Whether nothing was left to do or to find out.
    complete: bool,
    /// Why the run stopped before its end.
    #[schemars(skip_serializing_if = "Option::is_none")]
    stopped: Option<crate::services::plans::ApplyStopReason>,
    /// The number of steps with each outcome.
    counts: OutcomeCounts,
    /// Each step as in the report. Those that changed something also have `before`, `after` and `names`.
    steps: Vec<ReportedStep>,
}

/// A user or event subscription that a run changed.
#[derive(JsonSchema)]
pub struct RecheckedPerson {
    /// The ID; absent if it is unknown whether the run created the user or subscription.
    #[schemars(rename = "ID", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// What identifies the user whose creation is unknown.
    #[schemars(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Who it is.
    person: PlannedPerson,
    /// Whether the user is as the run left them.
    state: RecheckState,
    /// What is different now.
    #[schemars(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<Drift>>,
    /// Where the state is unknown: what to do.
    #[schemars(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

/// Whether a user is as a run left them.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub enum RecheckState {
    /// The user is as the run left them.
    AsApplied,
    /// The user was changed since then.
    Changed,
    /// Workfront shows no such user any more.
    NotFound,
    /// The run lost the response to a creation: it is unknown whether there is such a user or subscription. Or what the user owned
    /// was handed over, or may have been: Workfront doesn't show it.
    Unknown,
}
