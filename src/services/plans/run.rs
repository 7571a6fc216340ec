//! A whole run of `apply`: its steps, its report, its receipt.

use super::apply::{self, ApplyStopped, OnDrift};
use super::approval::Approval;
use super::plan::Plan;
use super::random::random_id;
use super::receipt::{RunFacts, counts, is_complete, receipt, report};
use crate::client::Client;
use crate::error::Result;
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
    let keys = client.tenant().plans.keys.as_ref();
    let started_at = client.now();
    let applied = apply::run(client, plan, on_drift, on_progress).await?;
    let facts = RunFacts {
        id: random_id(client),
        started_at,
        finished_at: client.now(),
        approvals,
        stopped: applied.stopped.as_ref(),
    };
    let receipt = receipt(plan, &applied.results, &facts, keys);
    let mut notes = vec![NO_STORE];
    if keys.is_none() {
        notes.push(UNSIGNED);
    }
    Ok(ApplyOutput {
        complete: is_complete(&applied.results),
        report: report(plan, &applied.results),
        counts: counts(&applied.results),
        stopped: applied.stopped,
        receipt,
        requests: client.requests(),
        notes,
    })
}
