//! The steps of a run, from the first read to the last.

use super::after::{after_writing, written_id};
use super::before::before_writing;
use super::guarded::{hold_guarded, release};
use super::operation::operation;
use super::present::{names, read_now};
use super::stopped::{ApplyStopReason, ApplyStopped, OnDrift};
use crate::client::Client;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::services::batch::{self, OnProgress, Phase, Tally};
use crate::services::events::service;
use crate::services::plans::guarding;
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::people::{fields_of, read_people};
use crate::services::plans::plan::Plan;
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::subscriptions::{self, Prepared};
use crate::services::plans::{STEPS_PER_REQUEST, StepKind, tenant_of};
use crate::services::provisioning::readable;

/// What a run did.
#[derive(Debug)]
pub(in crate::services::plans) struct Applied {
    /// The result of each step, in the order of the plan.
    pub results: Vec<StepResult>,
    /// Why it stopped before its end.
    pub stopped: Option<ApplyStopped>,
}

/// Checks that the connection's customer is the plan's. Costs 1 request once a connection.
async fn check_customer(client: &Client, plan: &Plan) -> Result<()> {
    let tenant = tenant_of(client).await?;
    if tenant.customer_id == plan.tenant.customer_id {
        return Ok(());
    }
    let problem = format!(
        "was made for the customer {}, but the connection's is {}",
        crate::error::cut(&plan.tenant.customer_id),
        tenant.customer_id
    );
    refuse(NotApproved::OtherTenant, Signed::Plan, &problem)
}

/// Applies the steps of a plan that was checked; `prepared` has the event subscriptions to create. Calls `on_progress` with the steps that have a result.
///
/// # Errors
/// Nothing was written: the tenant is another one, or a read failed.
pub(in crate::services::plans) async fn run(
    client: &Client,
    plan: &Plan,
    prepared: &Prepared,
    on_drift: OnDrift,
    on_progress: OnProgress<'_>,
) -> Result<Applied> {
    check_customer(client, plan).await?;
    let names = names(&plan.steps);
    let mut fields = fields_of(&names);
    guarding::add_fields(client, &names, &mut fields);
    let has = |is_it: fn(StepKind) -> bool| plan.steps.iter().any(|step| is_it(step.kind));
    let people = match has(|kind| !kind.is_of_subscription()) {
        true => read_now(client, &plan.steps, &fields).await?,
        false => vec![None; plan.steps.len()],
    };
    let subscriptions = match has(StepKind::is_of_subscription) {
        true => service::every(client).await?,
        false => Vec::new(),
    };
    let mut results = Vec::with_capacity(plan.steps.len());
    let mut open = Vec::with_capacity(plan.steps.len());
    for (at, (step, user)) in plan.steps.iter().zip(&people).enumerate() {
        let is_user = !step.kind.is_of_subscription();
        let result = is_user
            .then(|| before_writing(step, user.as_ref()))
            .flatten();
        if is_user && result.is_none() {
            open.push(at);
        }
        results.push(result);
    }
    subscriptions::before_writing(&plan.steps, prepared, &subscriptions, &mut results);
    let has_drift = results
        .iter()
        .flatten()
        .any(|result| result.outcome == StepOutcome::Drifted);
    if on_drift == OnDrift::Stop && has_drift {
        return Ok(Applied {
            results: rest(results, |_| StepResult::of(StepOutcome::NotAttempted)),
            stopped: Some(ApplyStopped {
                reason: ApplyStopReason::Drift,
                error: None,
            }),
        });
    }
    let reservation = hold_guarded(client, plan, &people, &mut open, &mut results).await?;
    let mut operations = Vec::with_capacity(open.len());
    for &at in &open {
        operations.push(operation(&plan.steps[at])?);
    }
    let total = plan.steps.len();
    let mut settled = Tally::default();
    for result in results.iter().flatten() {
        settled.add(result.outcome.is_open());
    }
    on_progress(Phase::Send, settled, total);
    let mut stopped = None;
    if !operations.is_empty() {
        let progress = |sent| on_progress(Phase::Send, settled.plus(sent), total);
        let report = batch::run(client, &operations, STEPS_PER_REQUEST, &progress).await?;
        stopped = report.stopped.map(|stopped| ApplyStopped {
            reason: ApplyStopReason::Run(stopped.reason),
            error: Some(stopped.error.in_action("apply")),
        });
        let mut ids = Vec::with_capacity(open.len());
        for (&at, verdict) in open.iter().zip(&report.verdicts) {
            ids.push(written_id(&plan.steps[at], verdict).unwrap_or_default());
        }
        let seen = read_people(client, &ids, &readable(&names), true).await?;
        for ((&at, verdict), user) in open.iter().zip(report.verdicts).zip(&seen) {
            results[at] = Some(after_writing(&plan.steps[at], verdict, user.as_ref()));
        }
    }
    release(reservation, plan, &results);
    if stopped.is_none() {
        let steps = &plan.steps;
        stopped = subscriptions::write(client, steps, prepared, &subscriptions, &mut results).await;
    }
    if stopped.is_some() {
        for (step, result) in plan.steps.iter().zip(&mut results) {
            if step.kind.is_of_subscription() {
                result.get_or_insert_with(|| StepResult::of(StepOutcome::NotAttempted));
            }
        }
    }
    let lost = Error::new(ErrorKind::Internal, "The step has no result");
    let lost = |_| StepResult::with_error(StepOutcome::Unverified, lost.clone());
    let results = rest(results, lost);
    let mut tally = Tally::default();
    for result in &results {
        tally.add(result.outcome.is_open());
    }
    on_progress(Phase::Report, tally, total);
    Ok(Applied { results, stopped })
}

/// The results, with one for each step that has none.
fn rest(results: Vec<Option<StepResult>>, of: impl Fn(usize) -> StepResult) -> Vec<StepResult> {
    let mut all = Vec::with_capacity(results.len());
    for (at, result) in results.into_iter().enumerate() {
        all.push(result.unwrap_or_else(|| of(at)));
    }
    all
}
