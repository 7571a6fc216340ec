//! An approval is spent on one plan: the host's store has the ID of the plan for which it was used first, and for another plan
//! with the same changes it doesn't count.

use super::approval::{Approval, CheckedApproval};
use super::claim::{failed, read};
use super::plan::Plan;
use super::refusal::refuse;
use super::signed::Signed;
use crate::client::Client;
use crate::error::{NotApproved, Result};
use crate::json::Json;

pub(super) const NO_STORE: &str = "Without a planStore it is unknown whether the approvals were used for another plan: they count for every plan that makes the same change, until they expire.";

/// The key of an approval in the store.
fn key(plan: &Plan, approval: &CheckedApproval) -> String {
    let customer_id = &plan.tenant.customer_id;
    ["workfront-approval:", customer_id, ":", &approval.digest].concat()
}

/// Whether what is stored is the ID of another plan.
fn is_other(plan: &Plan, stored: &Json) -> bool {
    !stored.is_null() && stored.as_str().as_deref() != Some(&plan.id)
}

/// Refuses a plan if too many of its approvals were used for another one. Spends none. Sends no request.
///
/// # Errors
/// Kind `notApproved`, reason `approvalUsed`; kind `internal` if the store fails.
pub(super) async fn check(
    client: &Client,
    plan: &Plan,
    approvals: &[CheckedApproval],
) -> Result<()> {
    let mut used = Vec::new();
    for approval in approvals {
        if is_other(plan, &read(client, &key(plan, approval)).await?) {
            used.push(approval);
        }
    }
    check_enough(client, approvals.len(), &used)
}

/// Spends approvals on a plan that the run has claimed, and returns those that count. Sends no request.
///
/// # Errors
/// As [`check`].
pub(super) async fn spend(
    client: &Client,
    plan: &Plan,
    approvals: &[CheckedApproval],
) -> Result<Vec<Approval>> {
    let mut counted = Vec::with_capacity(approvals.len());
    let mut used = Vec::new();
    for approval in approvals {
        let key = key(plan, approval);
        let put = client.claim_in_plan_store(&key, &plan.id).await;
        let put = put.map_err(|error| failed(client, "putIfAbsent", &error))?;
        // Another run may have spent it since `check`. A store that has the key and shows nothing under it doesn't show for
        // which plan: it may be another one.
        let is_taken = put.as_bool() == Some(false);
        let is_used = is_taken && read(client, &key).await?.as_str().as_deref() != Some(&plan.id);
        match is_used {
            true => used.push(approval),
            false => counted.push(approval.approval.clone()),
        }
    }
    check_enough(client, approvals.len(), &used)?;
    Ok(counted)
}

fn check_enough(client: &Client, count: usize, used: &[&CheckedApproval]) -> Result<()> {
    let rules = client.tenant().plans.rules.as_ref();
    let required = rules.map_or(0, |rules| rules.approvers());
    let Some(first) = used.first().filter(|_| count - used.len() < required) else {
        return Ok(());
    };
    let problem = format!(
        "needs {required} approval{} but has {}: the approval by {} of {} was used for another plan with the same changes",
        if required == 1 { "" } else { "s" },
        count - used.len(),
        first.approval.by,
        first.approval.at
    );
    refuse(NotApproved::ApprovalUsed, Signed::Plan, &problem)
}
