//! The steps of a run, from the first read to the last.

use super::before::before_writing;
use super::dependent::hold_dependent;
use super::earlier::Earlier;
use super::guarded::{hold_guarded, release};
use super::present::{names, read_now};
use super::references::References;
use super::replacement::check_replacements;
use super::sending::Sending;
use super::stopped::{ApplyStopReason, ApplyStopped, OnDrift};
use crate::client::Client;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::json::Json;
use crate::services::batch::{OnProgress, Phase, Tally};
use crate::services::events::service;
use crate::services::plans::guarding;
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::people::fields_of;
use crate::services::plans::plan::Plan;
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::step::Step;
use crate::services::plans::subscriptions::{self, Prepared};
use crate::services::plans::{StepKind, tenant_of};
use crate::services::provisioning::readable;

/// What a run did.
#[derive(Debug)]
pub(in crate::services::plans) struct Applied {
    /// The result of each step, in the order of the plan.
    pub results: Vec<StepResult>,
    /// Why it stopped before its end.
    pub stopped: Option<ApplyStopped>,
    /// The steps with the IDs of users whom others have created, if a step names one.
    pub steps: Option<Vec<Step>>,
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
    let mut steps = plan.steps.clone();
    let mut references = References::of(&steps);
    let has_references = references.any();
    let mut checked = Checked::new();
    checked.resize_with(steps.len(), || None);
    let mut on_person = |at: usize, person: &Json| {
        // While other responses are under way.
        if !references.is_waiting(at) {
            checked[at] = Some(before_writing(&steps[at], Some(person)));
        }
    };
    let people = match has(|kind| !kind.is_of_subscription()) {
        true => read_now(client, &plan.steps, &fields, &mut on_person).await?,
        false => vec![None; plan.steps.len()],
    };
    let subscriptions = match has(StepKind::is_of_subscription) {
        true => service::every(client).await?,
        false => Vec::new(),
    };
    let mut results = check_before(&mut steps, &mut references, &people, checked);
    let earlier = Earlier::of(client, plan);
    earlier.check(&steps, &mut results).await?;
    check_replacements(client, &steps, &mut results).await?;
    let mut open = Vec::with_capacity(steps.len());
    for (at, result) in results.iter().enumerate() {
        if result.is_none() && !steps[at].kind.is_of_subscription() {
            open.push(at);
        }
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
            steps: None,
        });
    }
    let reservation = hold_guarded(client, plan, &people, &mut open, &mut results).await?;
    hold_dependent(&plan.steps, &mut open, &mut results);
    let fields = readable(&names);
    let sending = Sending {
        client,
        fields: &fields,
        earlier: &earlier,
        on_progress,
    };
    let mut stopped = sending
        .send(&mut steps, &mut references, open, &mut results)
        .await?;
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
    let total = steps.len();
    let mut tally = Tally::default();
    for result in &results {
        tally.add(result.outcome.is_open());
    }
    on_progress(Phase::Report, tally, total);
    Ok(Applied {
        results,
        stopped,
        steps: has_references.then_some(steps),
    })
}

/// The results of [`before_writing`] that are known already, by position.
type Checked = Vec<Option<Option<StepResult>>>;

/// The results of the steps for which nothing has to be sent. Steps that name a user whom another step has created already get
/// the ID.
fn check_before(
    steps: &mut [Step],
    references: &mut References,
    people: &[Option<Json>],
    mut checked: Checked,
) -> Vec<Option<StepResult>> {
    let mut results: Vec<Option<StepResult>> = vec![None; steps.len()];
    let mut is_checked = vec![false; steps.len()];
    loop {
        for at in 0..steps.len() {
            if is_checked[at] || references.is_waiting(at) || steps[at].kind.is_of_subscription() {
                continue;
            }
            is_checked[at] = true;
            let step = &steps[at];
            let known = checked[at].take();
            results[at] = known.unwrap_or_else(|| before_writing(step, people[at].as_ref()));
            let is_there = results[at]
                .as_ref()
                .is_some_and(|result| result.outcome == StepOutcome::AlreadySo);
            if let Some(user) = people[at].as_ref().filter(|_| is_there)
                && step.kind == StepKind::Create
                && let Some(id) = user.get_str("ID")
            {
                references.add(step, &id);
            }
        }
        if !references.resolve(steps) {
            break;
        }
    }
    for (at, step) in steps.iter().enumerate() {
        if !is_checked[at] && !step.kind.is_of_subscription() {
            results[at] = before_writing(step, people[at].as_ref());
        }
    }
    results
}

/// The results, with one for each step that has none.
fn rest(results: Vec<Option<StepResult>>, of: impl Fn(usize) -> StepResult) -> Vec<StepResult> {
    let mut all = Vec::with_capacity(results.len());
    for (at, result) in results.into_iter().enumerate() {
        all.push(result.unwrap_or_else(|| of(at)));
    }
    all
}
