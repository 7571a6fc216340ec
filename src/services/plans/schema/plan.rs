//! The JSON Schema of a plan, and of what is compared and returned of it.

use super::cause::Because;
use crate::json::Json;
use crate::services::plans::StepKind;
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// What would be changed, for whom, and until when it may be applied. Pass it on unchanged: its signature covers every field.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct Plan {
    /// The format of plans.
    #[schemars(extend("const" = crate::services::plans::FORMAT))]
    format: String,
    /// A random ID. Each plan has another one.
    id: String,
    /// A digest of the tenant, the steps (without `because`), the people held back, `maxPeople`, `includeAdministrators` and `stopped`: equal for the same
    /// change, whatever the order, the requester and the time. Approvals are bound to it.
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
    /// How many people applying it may shut out, as the request set it: instead of the connection's default limit, and at most as
    /// many as its explicit limit.
    #[schemars(skip_serializing_if = "Option::is_none")]
    max_people: Option<u32>,
    /// True if the request permits to shut out administrators.
    #[schemars(skip_serializing_if = "Option::is_none")]
    include_administrators: Option<bool>,
    /// Why the plan has no steps, although there is something to do. Such a plan can't be approved or applied.
    #[schemars(skip_serializing_if = "Option::is_none")]
    stopped: Option<PlanStopped>,
    /// How many people are in each state, if the plan comes from a list of people.
    #[schemars(skip_serializing_if = "Option::is_none")]
    states: Option<StateCounts>,
    /// The number of people in the list from which the plan comes.
    #[schemars(skip_serializing_if = "Option::is_none")]
    people: Option<u32>,
    /// The number of seats that the plan frees, by the code of their licence.
    #[schemars(skip_serializing_if = "Option::is_none")]
    freed: Option<BTreeMap<String, u32>>,
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

/// Why a plan has no steps.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub enum PlanStopped {
    /// More people would be changed than the limits allow.
    Limit,
}

/// Where a person stands between joining and leaving.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub enum PersonState {
    /// The list has the person, and the tenant has no account.
    Joiner,
    /// The account differs from the list.
    Mover,
    /// The account is active, and the person leaves, left, or isn't in the list.
    Leaver,
    /// The account is inactive, and the list has the person.
    Returner,
    /// The account waits for an approval.
    Pending,
    /// The account is as the list says.
    Same,
}

/// How many people are in each state.
#[derive(JsonSchema)]
pub struct StateCounts {
    /// The list has them, and the tenant has no account.
    joiner: u32,
    /// The account differs from the list.
    mover: u32,
    /// The account is active, and they leave, left, or aren't in the list.
    leaver: u32,
    /// The account is inactive, and the list has them.
    returner: u32,
    /// The account waits for an approval.
    pending: u32,
    /// The account is as the list says.
    same: u32,
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
#[schemars(rename = "PlanStep", rename_all = "camelCase")]
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
    /// Fields that don't change. The step is done only if they still have these values: of a seat that nobody uses, the last login.
    #[schemars(
        with = "Option<BTreeMap<String, Json>>",
        skip_serializing_if = "Option::is_none"
    )]
    only_if: (),
    /// The names of the objects whose IDs `before` and `after` have.
    #[schemars(skip_serializing_if = "Option::is_none")]
    names: Option<BTreeMap<String, String>>,
    /// The ID of another step of the plan. Without that one this step isn't done: those who report to a leaver keep their manager
    /// if the leaver is held back or was changed.
    #[schemars(skip_serializing_if = "Option::is_none")]
    depends_on: Option<String>,
    /// True if the person is an administrator, or may be one, and the step could shut them out.
    #[schemars(skip_serializing_if = "Option::is_none")]
    administrator: Option<bool>,
    /// Where the person stands between joining and leaving, if the plan comes from a list of people.
    #[schemars(skip_serializing_if = "Option::is_none")]
    state: Option<PersonState>,
    /// What led to the step, if the plan comes from a list of people or from logins. The fingerprint doesn't cover it, the
    /// signature does.
    #[schemars(skip_serializing_if = "Option::is_none")]
    because: Option<Because>,
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
    /// Where the person stands between joining and leaving, if the plan comes from a list of people.
    #[schemars(skip_serializing_if = "Option::is_none")]
    state: Option<PersonState>,
    /// The line of the file on which the row of the person starts, if the rows have '$line'.
    #[schemars(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// The number of the row in the list, from 1, if the rows have no '$line'.
    #[schemars(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// The keys that the row has: extRefID, ssoUsername, username, emailAddr.
    #[schemars(skip_serializing_if = "Option::is_none")]
    keys: Option<std::collections::BTreeMap<String, String>>,
    /// Why, in words.
    message: String,
}

/// Why somebody is held back.
#[derive(JsonSchema)]
#[schemars(untagged, rename = "HeldBy")]
pub enum HeldBy {
    /// What Workfront shows.
    State(crate::services::plans::HeldReason),
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

/// What two plans permit.
#[derive(JsonSchema)]
pub struct ChangedPermissions {
    /// What the first plan permits.
    before: PlanPermissions,
    /// What the second plan permits.
    after: PlanPermissions,
}

/// What the request of a plan permits; what it doesn't set is absent.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct PlanPermissions {
    /// How many people may be shut out.
    #[schemars(skip_serializing_if = "Option::is_none")]
    max_people: Option<u32>,
    /// Whether administrators may be shut out.
    #[schemars(skip_serializing_if = "Option::is_none")]
    include_administrators: Option<bool>,
}
