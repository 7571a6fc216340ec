//! Applies a plan: reads everybody again, does each step whose `before` still holds, and reads what was changed.

use super::creates::{clashes, find_clashes};
use super::drift::{drift, is_so, missing, shown_otherwise};
use super::guarding::{self, ADMINISTRATOR};
use super::outcome::{StepOutcome, StepResult};
use super::people::{fields_of, read_people};
use super::plan::Plan;
use super::refusal::refuse;
use super::signed::Signed;
use super::step::Step;
use super::{STEPS_PER_REQUEST, StepKind, tenant_of};
use crate::client::Client;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::batch::Operation;
use crate::services::batch::{self, OnProgress, OperationState, Phase, StopReason, Tally, Verdict};
use crate::services::guards::{self, Effect, GuardOptions, Reservation};
use crate::services::provisioning::readable;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ApplyStopReason {
    /// Somebody was changed since the plan was made, and `onDrift` is `stop`.
    Drift,
    /// `maxRequests` or `deadlineMs` was reached.
    Budget,
    /// The caller cancelled the call.
    Cancelled,
    /// Workfront refuses the credential, or no new access token can be had.
    Unauthorized,
    /// Several requests in a row got no response, or the token service gave none.
    Network,
    /// The runtime's own limit of requests was reached, such as an edge platform's number of subrequests.
    Subrequests,
}

impl From<StopReason> for ApplyStopReason {
    fn from(reason: StopReason) -> Self {
        match reason {
            StopReason::Budget => ApplyStopReason::Budget,
            StopReason::Cancelled => ApplyStopReason::Cancelled,
            StopReason::Unauthorized => ApplyStopReason::Unauthorized,
            StopReason::Network => ApplyStopReason::Network,
            StopReason::Subrequests => ApplyStopReason::Subrequests,
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

/// What a run did.
#[derive(Debug)]
pub(super) struct Applied {
    /// The result of each step, in the order of the plan.
    pub results: Vec<StepResult>,
    /// Why it stopped before its end.
    pub stopped: Option<ApplyStopped>,
}

/// Checks that the connection's customer is the plan's. Costs 1 request once a connection.
pub(super) async fn check_customer(client: &Client, plan: &Plan) -> Result<()> {
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

/// Applies the steps of a plan that was checked. Calls `on_progress` with the steps that have a result.
///
/// # Errors
/// Nothing was written: the tenant is another one, or a read failed.
pub(super) async fn run(
    client: &Client,
    plan: &Plan,
    on_drift: OnDrift,
    on_progress: OnProgress<'_>,
) -> Result<Applied> {
    check_customer(client, plan).await?;
    let names = names(&plan.steps);
    let mut fields = fields_of(&names);
    guarding::add_fields(client, &names, &mut fields);
    let people = read_now(client, &plan.steps, &fields).await?;
    let mut results = Vec::with_capacity(plan.steps.len());
    let mut open = Vec::with_capacity(plan.steps.len());
    for (at, (step, user)) in plan.steps.iter().zip(&people).enumerate() {
        let result = before_writing(step, user.as_ref());
        if result.is_none() {
            open.push(at);
        }
        results.push(result);
    }
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
            reason: stopped.reason.into(),
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

/// Asks the guards of this connection about the steps that are to be done. Those that they hold back get a result.
///
/// # Errors
/// More people than the limit would be shut out, or a request failed.
async fn hold_guarded(
    client: &Client,
    plan: &Plan,
    people: &[Option<Json>],
    open: &mut Vec<usize>,
    results: &mut [Option<StepResult>],
) -> Result<Reservation> {
    let nobody = Json::null();
    let mut expected = Vec::with_capacity(open.len());
    let mut unexpected = Vec::new();
    for &at in open.iter() {
        let step = &plan.steps[at];
        let person = people[at].as_ref().unwrap_or(&nobody);
        let effect = guarding::effect(step.kind, &step.json.get_or_null("after"));
        // Whoever approved the plan saw which of them were administrators then.
        let is_new_administrator = effect.is_some()
            && step.json.get_bool(ADMINISTRATOR) != Some(true)
            && guards::may_be_administrator(person);
        let list = match is_new_administrator {
            true => &mut unexpected,
            false => &mut expected,
        };
        list.push((at, effect, person));
    }
    let mut hold = |steps: &[(usize, Option<Effect>, &Json)], held: Vec<Option<Error>>| {
        for ((at, ..), error) in steps.iter().zip(held) {
            results[*at] = error.map(|error| StepResult::with_error(StepOutcome::Held, error));
        }
    };
    let of_administrators = guarding::judge(client, &unexpected, GuardOptions::default()).await?;
    hold(&unexpected, of_administrators.held);
    let options = GuardOptions {
        include_administrators: true,
        max_people: plan.max_people,
        dry_run: false,
    };
    let guarded = guarding::judge(client, &expected, options).await?;
    if let Some(limit) = guarded.limit {
        return Err(limit);
    }
    hold(&expected, guarded.held);
    open.retain(|&at| results[at].is_none());
    Ok(guarded.reservation)
}

/// Doesn't count those who certainly were not shut out.
fn release(mut reservation: Reservation, plan: &Plan, results: &[Option<StepResult>]) {
    for (step, result) in plan.steps.iter().zip(results) {
        let was_sent = result
            .as_ref()
            .is_some_and(|result| result.outcome.may_have_changed());
        if let Some(id) = step.target.as_deref().filter(|_| !was_sent) {
            reservation.release(id);
        }
    }
}

/// The results, with one for each step that has none.
fn rest(results: Vec<Option<StepResult>>, of: impl Fn(usize) -> StepResult) -> Vec<StepResult> {
    let mut all = Vec::with_capacity(results.len());
    for (at, result) in results.into_iter().enumerate() {
        all.push(result.unwrap_or_else(|| of(at)));
    }
    all
}

/// An object with every field that the steps read or write.
fn names(steps: &[Step]) -> Json {
    let mut known: Vec<String> = Vec::new();
    let mut names = Json::object();
    for step in steps {
        for part in ["before", "after"] {
            for name in step.json.get_or_null(part).keys() {
                if !known.contains(&name) {
                    names.insert(&name, Json::null());
                    known.push(name);
                }
            }
        }
    }
    names
}

/// What Workfront shows of the users of these steps: of those to create, whoever has one of their keys already.
async fn read_now(client: &Client, steps: &[Step], fields: &[String]) -> Result<Vec<Option<Json>>> {
    let mut ids = Vec::with_capacity(steps.len());
    let (mut positions, mut bodies) = (Vec::new(), Vec::new());
    for (at, step) in steps.iter().enumerate() {
        ids.push(step.target.clone().unwrap_or_default());
        if step.kind == StepKind::Create {
            positions.push(at);
            bodies.push(step.json.get_or_null("after"));
        }
    }
    let mut people = read_people(client, &ids, fields, false).await?;
    if !bodies.is_empty() {
        let clashes = find_clashes(client, &bodies, fields).await?;
        for (at, clash) in positions.into_iter().zip(clashes) {
            people[at] = clash.map(|clash| clash.user);
        }
    }
    Ok(people)
}

/// The ID of the user whom a step has changed or created.
fn written_id(step: &Step, verdict: &Verdict) -> Option<String> {
    match &step.target {
        Some(_) if step.kind == StepKind::Delete => None,
        Some(id) => Some(id.clone()),
        None => verdict.outcome.as_ref().ok()?.get_str("ID"),
    }
}

/// The result of a step for which nothing has to be sent; `None` if it has to be done.
fn before_writing(step: &Step, user: Option<&Json>) -> Option<StepResult> {
    let id = step.target.as_deref().unwrap_or_default();
    let Some(user) = user else {
        return match step.kind {
            StepKind::Create => None,
            StepKind::Delete => Some(StepResult::of(StepOutcome::AlreadySo)),
            _ => Some(StepResult::drifted(missing(id))),
        };
    };
    let after = step.json.get_or_null("after");
    if step.kind != StepKind::Delete && is_so(&after, user) {
        return Some(StepResult::of(StepOutcome::AlreadySo));
    }
    if step.kind == StepKind::Create {
        return Some(StepResult::drifted(clashes(&after, user)));
    }
    let differences = drift(&step.json.get_or_null("before"), user);
    (!differences.is_empty()).then(|| StepResult::drifted(differences))
}

/// What has to be sent for a step.
fn operation(step: &Step) -> Result<Operation> {
    let id = step.target.as_deref().and_then(Id::parse);
    let after = step.json.get_or_null("after");
    match (step.kind, id) {
        (StepKind::Update | StepKind::Deactivate | StepKind::Reactivate, Some(id)) => {
            Ok(Operation::update(id, &after))
        }
        (StepKind::Create, None) => Ok(Operation::create_user(&after)),
        (StepKind::Delete, Some(id)) => Ok(Operation::delete_user(
            id,
            after.get_bool("force") == Some(true),
        )),
        _ => {
            let problem = format!(
                "has a step that this version can't apply: {}",
                step.kind.as_str()
            );
            refuse(NotApproved::Malformed, Signed::Plan, &problem)
        }
    }
}

/// The result of a step that was sent. What Workfront shows afterwards takes precedence over its response.
fn after_writing(step: &Step, verdict: Verdict, user: Option<&Json>) -> StepResult {
    if verdict.state == OperationState::NotAttempted {
        return result(StepOutcome::NotAttempted, verdict.outcome.err());
    }
    if matches!(step.kind, StepKind::Create | StepKind::Delete) {
        return after_one_of_its_kind(step, verdict, user);
    }
    let after = step.json.get_or_null("after");
    let Some(user) = user else {
        return match (verdict.state, verdict.outcome) {
            (OperationState::Done, _) if verdict.evidence.is_some() => {
                StepResult::of(StepOutcome::Applied)
            }
            (OperationState::NotDone, outcome) => result(StepOutcome::Failed, outcome.err()),
            (_, outcome) => result(StepOutcome::Unverified, outcome.err()),
        };
    };
    let otherwise = shown_otherwise(&after, user);
    match (verdict.state, verdict.outcome) {
        (OperationState::NotDone, outcome) if !otherwise.is_empty() => {
            result(StepOutcome::Failed, outcome.err())
        }
        (_, outcome) if otherwise.is_empty() && (outcome.is_ok() || is_so(&after, user)) => {
            StepResult::of(StepOutcome::Applied)
        }
        (_, Ok(_)) => result(StepOutcome::Failed, Some(without_effect(&otherwise))),
        (_, Err(error)) if drift(&step.json.get_or_null("before"), user).is_empty() => {
            result(StepOutcome::Failed, Some(error))
        }
        (_, Err(error)) => result(StepOutcome::Unverified, Some(error)),
    }
}

/// The result of a creation or a deletion: the response proves it, or the batch has looked.
fn after_one_of_its_kind(step: &Step, verdict: Verdict, user: Option<&Json>) -> StepResult {
    let created = written_id(step, &verdict).filter(|_| step.kind == StepKind::Create);
    let outcome = match verdict.state {
        OperationState::Done => StepOutcome::Applied,
        OperationState::NotDone => StepOutcome::Failed,
        _ => StepOutcome::Unverified,
    };
    let mut result = result(outcome, verdict.outcome.err());
    if let Some(user) = user.filter(|_| created.is_some()) {
        let mut after = step.json.get_or_null("after").shallow_clone();
        // A new account may wait for an approval.
        after.insert("isActive", user.get_or_null("isActive"));
        let differences = drift(&after, user);
        result.differences = (!differences.is_empty()).then_some(differences);
    }
    result.created = created;
    result
}

fn result(outcome: StepOutcome, error: Option<Error>) -> StepResult {
    match error {
        Some(error) => StepResult::with_error(outcome, error),
        None => StepResult::of(outcome),
    }
}

fn without_effect(fields: &[String]) -> Error {
    let message = format!(
        "Workfront accepted the change, but still shows other values of {}",
        fields.join(", ")
    );
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "A synchronization with the Adobe Admin Console may keep the values: change them there.",
    )
}
