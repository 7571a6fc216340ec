//! The JSON Schemas of plans. The code builds plans as the host's JSON; a test checks them against these schemas.
#![allow(dead_code)] // Only the schemas are used.

use super::StepKind;
use crate::json::Json;
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// What would be changed, for whom, and until when it may be applied. Pass it on unchanged: its signature covers every field.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct Plan {
    /// The format of plans.
    #[schemars(extend("const" = super::FORMAT))]
    format: String,
    /// A random ID. Each plan has another one.
    id: String,
    /// A digest of the tenant, the steps and the people held back: equal for the same change, whatever the order, the requester
    /// and the time. Approvals are bound to it.
    #[schemars(extend("pattern" = "^sha256:[0-9a-f]{64}$"))]
    fingerprint: String,
    /// A JSON Web Signature (HS256, detached) of the whole plan. Absent if the connection has no keys.
    #[schemars(skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    /// The tenant.
    tenant: PlanTenant,
    /// The action that was planned.
    action: String,
    /// Who asked for it.
    #[schemars(skip_serializing_if = "Option::is_none")]
    requested_by: Option<String>,
    /// Why.
    #[schemars(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// How many people applying it may shut out, instead of the connection's limit.
    #[schemars(skip_serializing_if = "Option::is_none")]
    max_people: Option<u32>,
    /// When it was made, such as 2026-05-13T18:18:37.255Z.
    created_at: String,
    /// Until when it may be applied.
    expires_at: String,
    /// What would be done, in the order of the input.
    steps: Vec<Step>,
    /// The people for whom nothing is done, although it was asked for.
    held: Vec<Held>,
    /// The people who are as desired already.
    unchanged: Vec<Unchanged>,
    /// The number of steps of each kind, and of people held back and unchanged.
    counts: PlanCounts,
    /// What the approver should know about the whole plan.
    warnings: Vec<String>,
    /// What the plan costs.
    requests: PlanRequests,
}

/// The tenant of a plan.
#[derive(JsonSchema)]
pub struct PlanTenant {
    /// Its host.
    host: String,
    /// The ID of the customer.
    #[schemars(rename = "customerID")]
    customer_id: String,
}

/// What a plan costs.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct PlanRequests {
    /// The number of requests that applying it sends at least.
    to_apply: u32,
}

/// One change of one user or event subscription.
#[derive(JsonSchema)]
#[schemars(rename = "PlanStep")]
pub struct Step {
    /// A digest of the kind and the ID (or key): equal for the same change in every plan.
    id: String,
    /// What it does.
    kind: StepKind,
    /// The ID of the user or subscription. Absent if it is still to be created.
    #[schemars(rename = "ID", skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    /// What identifies the user or subscription that is still to be created.
    #[schemars(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// Who it is about.
    person: PlannedPerson,
    /// The fields that change as they are, the state of the account and the access level. The step is done only if they still
    /// have these values.
    #[schemars(with = "BTreeMap<String, Json>")]
    before: (),
    /// The fields that change, as they will be.
    #[schemars(with = "BTreeMap<String, Json>")]
    after: (),
    /// The names of the objects whose IDs `before` and `after` have.
    #[schemars(skip_serializing_if = "Option::is_none")]
    names: Option<BTreeMap<String, String>>,
    /// True if the person is an administrator, or may be one, and the step could shut them out.
    #[schemars(skip_serializing_if = "Option::is_none")]
    administrator: Option<bool>,
    /// What the approver should know about this step.
    warnings: Vec<String>,
}

/// Who a step is about. Values that Workfront doesn't show are absent.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct PlannedPerson {
    /// The full name, or the URL of an event subscription.
    #[schemars(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The e-mail address.
    #[schemars(skip_serializing_if = "Option::is_none")]
    email_addr: Option<String>,
    /// The name of the access level.
    #[schemars(skip_serializing_if = "Option::is_none")]
    access_level: Option<String>,
    /// The name of the home group.
    #[schemars(skip_serializing_if = "Option::is_none")]
    home_group: Option<String>,
}

/// Somebody for whom nothing is done, although it was asked for.
#[derive(JsonSchema)]
#[schemars(rename = "HeldPerson")]
pub struct Held {
    /// The user's ID; absent if nobody was found.
    #[schemars(rename = "ID", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Who it is.
    person: PlannedPerson,
    /// Why, as a stable code.
    reason: HeldBy,
    /// Why, in words.
    message: String,
}

/// Why somebody is held back.
#[derive(JsonSchema)]
#[schemars(untagged, rename = "HeldBy")]
pub enum HeldBy {
    /// What Workfront shows.
    State(super::HeldReason),
    /// A guard of the connection.
    Guard(crate::error::GuardReason),
}

/// Somebody who is as desired already.
#[derive(JsonSchema)]
#[schemars(rename = "UnchangedPerson")]
pub struct Unchanged {
    /// The ID.
    #[schemars(rename = "ID", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Who it is.
    person: PlannedPerson,
}

/// The number of steps of each kind, and of people held back and unchanged.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct PlanCounts {
    /// Users to create.
    create: u32,
    /// Users to update.
    update: u32,
    /// Users to deactivate.
    deactivate: u32,
    /// Users to reactivate.
    reactivate: u32,
    /// Users to delete.
    delete: u32,
    /// Users whose objects get another owner.
    replace: u32,
    /// Event subscriptions to create.
    subscribe: u32,
    /// Event subscriptions to delete.
    unsubscribe: u32,
    /// Event subscriptions whose version changes.
    set_version: u32,
    /// People who are held back.
    held: u32,
    /// People who are as desired already.
    unchanged: u32,
}

/// A step, or a person who is held back.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Entry {
    /// A step.
    Step(Step),
    /// A person who is held back.
    Held(Held),
}

/// A step of two plans.
#[derive(JsonSchema)]
pub struct ChangedStep {
    /// The ID of the step.
    id: String,
    /// The step of the first plan.
    before: Step,
    /// The step of the second plan.
    after: Step,
}

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
    outcome: super::StepOutcome,
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
    /// The run stopped before it.
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
    approvals: Vec<super::Approval>,
    /// When the run began.
    started_at: String,
    /// When the run ended.
    finished_at: String,
    /// Whether nothing was left to do or to find out.
    complete: bool,
    /// Why the run stopped before its end.
    #[schemars(skip_serializing_if = "Option::is_none")]
    stopped: Option<super::ApplyStopReason>,
    /// The number of steps with each outcome.
    counts: OutcomeCounts,
    /// Each step as in the report. Those that changed something also have `before`, `after` and `names`.
    steps: Vec<ReportedStep>,
}

/// A user that a run changed.
#[derive(JsonSchema)]
pub struct RecheckedPerson {
    /// The user's ID.
    #[schemars(rename = "ID")]
    id: String,
    /// Who it is.
    person: PlannedPerson,
    /// Whether the user is as the run left them.
    state: RecheckState,
    /// What is different now.
    #[schemars(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<Drift>>,
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
}
