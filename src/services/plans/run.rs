//! A whole run of `apply`: its steps, its report, its receipt.

use super::StepKind;
use super::apply::{self, ApplyStopped, OnDrift};
use super::approval::CheckedApproval;
use super::claim::Claim;
use super::outcome::{StepOutcome, StepResult, left_out};
use super::plan::Plan;
use super::random::random_id;
use super::receipt::{self, RunFacts, counts, is_complete, report};
use super::spent;
use super::step::Step;
use super::subscriptions;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::batch::OnProgress;
use serde::Serialize;

const HANDED_OVER: &str = "It is unknown whether the objects of a user were handed over, and without a planStore this connection alone remembers it: don't apply this plan again. Look in Workfront who owns the objects, then make a new plan.";

/// The result of applying a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplyOutput {
    /// Whether nothing is left to do or to find out: no step is failed, unverified or not attempted. Steps that were left out
    /// (drifted, held) don't count here: `counts` has their numbers, and `notes` says so.
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
    pub notes: Vec<String>,
}

/// Applies a plan that was checked; `token` is the authToken of the event subscriptions that it creates. Calls `on_progress` with the steps that have a result.
///
/// # Errors
/// Nothing was written: the tenant is another one, or a read failed.
pub async fn apply(
    client: &Client,
    plan: &Plan,
    approvals: &[CheckedApproval],
    token: Option<&str>,
    on_drift: OnDrift,
    on_progress: OnProgress<'_>,
) -> Result<ApplyOutput> {
    let prepared = subscriptions::prepare(&plan.steps, token)?;
    receipt::check_key(client).await?;
    let run_id = random_id(client);
    spent::check(client, plan, approvals).await?;
    let claim = Claim::begin(client, plan, &run_id).await?;
    let started_at = client.now();
    let applied = async {
        let counted = spent::spend(client, plan, approvals).await?;
        let applied = apply::run(client, plan, &prepared, on_drift, on_progress).await?;
        Ok::<_, crate::error::Error>((counted, applied))
    };
    let (counted, applied) = match applied.await {
        Ok(done) => done,
        Err(error) => {
            // The next run needn't wait: this one has written nothing.
            claim.end(client, false).await;
            return Err(error);
        }
    };
    let resolved;
    let plan = match applied.steps {
        Some(steps) => {
            resolved = Plan {
                steps,
                ..plan.clone()
            };
            &resolved
        }
        None => plan,
    };
    let facts = RunFacts {
        id: run_id,
        started_at,
        finished_at: client.now(),
        approvals: &counted,
        stopped: applied.stopped.as_ref(),
    };
    let report = report(plan, &applied.results);
    let content = receipt::content(plan, &applied.results, &report, &facts);
    let complete = is_complete(&applied.results);
    let mut notes: Vec<_> = claim.end(client, complete).await.into_iter().collect();
    if !counted.is_empty() && !claim.is_stored() {
        notes.push(spent::NO_STORE);
    }
    let is_unknown = |(step, result): (&Step, &StepResult)| {
        step.kind == StepKind::Replace && result.outcome == StepOutcome::Unverified
    };
    if !claim.is_stored() && plan.steps.iter().zip(&applied.results).any(is_unknown) {
        notes.push(HANDED_OVER);
    }
    let receipt = receipt::sign(client, &content, &mut notes).await;
    let mut notes: Vec<String> = notes.into_iter().map(str::to_owned).collect();
    notes.extend(left_out(&applied.results));
    Ok(ApplyOutput {
        complete,
        report,
        counts: counts(&applied.results),
        stopped: applied.stopped,
        receipt,
        requests: client.requests(),
        notes,
    })
}
