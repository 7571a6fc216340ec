//! A whole run of `apply`: its steps, its report, its receipt.

use super::apply::{self, ApplyStopped, OnDrift};
use super::approval::Approval;
use super::plan::Plan;
use super::random::random_id;
use super::receipt::{self, RunFacts, counts, is_complete, report};
use super::refusal::refuse;
use super::signed::Signed;
use crate::client::Client;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::json::Json;
use crate::services::batch::OnProgress;
use serde::Serialize;

/// The result of applying a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplyOutput {
    /// Whether nothing is left to do or to find out: no step is failed, unverified or not attempted.
    pub complete: bool,
    /// Why the run stopped before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<ApplyStopped>,
    /// A result for each step, in the order of the plan.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Vec<super::schema::ReportedStep>")
    )]
    pub report: Json,
    /// The number of steps with each outcome.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::OutcomeCounts"))]
    pub counts: Json,
    /// What this run did, as a JSON Web Signature. Store it: 'undo', 'recheck' and 'verifyReceipt' take it.
    pub receipt: String,
    /// The number of requests that were sent.
    pub requests: u32,
    /// Remarks on this run.
    pub notes: Vec<&'static str>,
}

const NO_STORE: &str = "Whether this plan was applied before can't be told: a plan that is applied again changes only what isn't so already.";
const UNSIGNED: &str = "The receipt has no signature, because the connection has no planKeys.";

const NOT_STORED: &str =
    "The planStore failed after the run, so a second use of this plan can't be detected.";

/// The key of a plan in the host's store.
fn store_key(plan: &Plan) -> String {
    ["workfront-plan:", &plan.tenant.customer_id, ":", &plan.id].concat()
}

/// Refuses a plan that was applied completely before, if the host has a store that remembers it.
async fn check_store(client: &Client, key: &str) -> Result<()> {
    match client.read_plan_store(key).await {
        Ok(stored) if stored.is_null() => Ok(()),
        Ok(_) => {
            let problem = "was applied before, and each plan is applied once";
            refuse(NotApproved::AlreadyApplied, Signed::Plan, problem)
        }
        Err(error) => {
            let message = format!("The planStore could not be read: {}", error.reason);
            Err(Error::new(ErrorKind::Internal, message)
                .with_hint("Nothing was sent. Check the host's planStore.get."))
        }
    }
}

/// Applies a plan that was checked. Calls `on_progress` with the steps that have a result.
///
/// # Errors
/// Nothing was written: the tenant is another one, or a read failed.
pub async fn apply(
    client: &Client,
    plan: &Plan,
    approvals: &[Approval],
    on_drift: OnDrift,
    on_progress: OnProgress<'_>,
) -> Result<ApplyOutput> {
    receipt::check_key(client).await?;
    let key = store_key(plan);
    check_store(client, &key).await?;
    let started_at = client.now();
    let applied = apply::run(client, plan, on_drift, on_progress).await?;
    let facts = RunFacts {
        id: random_id(client),
        started_at,
        finished_at: client.now(),
        approvals,
        stopped: applied.stopped.as_ref(),
    };
    let content = receipt::content(plan, &applied.results, &facts);
    let complete = is_complete(&applied.results);
    let mut notes = Vec::new();
    if complete {
        let stored = client.put_into_plan_store(&key, &facts.id).await;
        match stored.map(|stored| stored.as_bool()) {
            Ok(Some(_)) => {}
            Ok(None) => notes.push(NO_STORE),
            Err(_) => notes.push(NOT_STORED),
        }
    }
    let settings = &client.tenant().plans;
    if settings.keys.is_none() && settings.receipt_key.is_none() {
        notes.push(UNSIGNED);
    }
    let receipt = receipt::sign(client, &content).await;
    Ok(ApplyOutput {
        complete,
        report: report(plan, &applied.results),
        counts: counts(&applied.results),
        stopped: applied.stopped,
        receipt,
        requests: client.requests(),
        notes,
    })
}
