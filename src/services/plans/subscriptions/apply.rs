//! Applies steps of event subscriptions: each is compared with what Workfront lists, and written alone.

use super::form::{drift, read_declared};
use crate::client::Client;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::model::Id;
use crate::services::batch::StopReason;
use crate::services::events::{
    Declared, Receiver, Subscription, SubscriptionVersion, service, writes,
};
use crate::services::plans::StepKind;
use crate::services::plans::apply::{ApplyStopReason, ApplyStopped};
use crate::services::plans::drift::{entry, missing};
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::step::Step;
use strum::VariantArray;
use writes::CreateResult;

/// A subscription to create, for each step that creates one.
pub type Prepared = Vec<Option<(Declared, Receiver)>>;

/// Reads what the steps create, and checks it with the token that `apply` was passed. Sends nothing.
///
/// # Errors
/// Kind `validation`: the token is missing or wrong; kind `notApproved`: a declaration is wrong.
pub fn prepare(steps: &[Step], token: Option<&str>) -> Result<Prepared> {
    let mut prepared = Vec::with_capacity(steps.len());
    for step in steps {
        if step.kind != StepKind::Subscribe {
            prepared.push(None);
            continue;
        }
        let Some(token) = token else {
            let problem =
                "is required: the plan creates event subscriptions, and doesn't contain it";
            return Err(Error::invalid("authToken", problem));
        };
        let Ok((declared, url)) = read_declared(&step.json.get_or_null("after")) else {
            return wrong(step);
        };
        let mut problems = Problems::default();
        declared.check("after", &mut problems);
        if problems.into_result().is_err() {
            return wrong(step);
        }
        let receiver = Receiver {
            url,
            authToken: token.to_owned(),
        };
        let mut problems = Problems::default();
        receiver.check(&mut problems);
        problems.into_result()?;
        prepared.push(Some((declared, receiver)));
    }
    Ok(prepared)
}

fn wrong<T>(step: &Step) -> Result<T> {
    let problem = format!(
        "is malformed: the step {} declares no subscription",
        step.id
    );
    refuse(NotApproved::Malformed, Signed::Plan, &problem)
}

fn found<'a>(step: &Step, present: &'a [Subscription]) -> Option<&'a Subscription> {
    let id = step.target.as_deref()?;
    present.iter().find(|one| one.id() == id)
}

/// Whether a step deletes a subscription that equals this declaration: it has to be done first, as Workfront refuses duplicates.
fn makes_room(step: &Step, wanted: &(Declared, Receiver), present: &[Subscription]) -> bool {
    let is_it = |one: &Subscription| one.text("url") == wanted.1.url && wanted.0.is(one);
    step.kind == StepKind::Unsubscribe && found(step, present).is_some_and(is_it)
}

/// The results of the steps for which nothing has to be sent.
pub fn before_writing(
    steps: &[Step],
    prepared: &Prepared,
    present: &[Subscription],
    results: &mut [Option<StepResult>],
) {
    for (at, step) in steps.iter().enumerate() {
        if !step.kind.is_of_subscription() {
            continue;
        }
        results[at] = match (&prepared[at], found(step, present)) {
            (Some(wanted), _) => {
                let stays = |one: &&Subscription| {
                    let id = one.id();
                    !steps.iter().any(|step| {
                        step.kind == StepKind::Unsubscribe && step.target.as_deref() == Some(&*id)
                    })
                };
                let mut equal = present.iter().filter(stays);
                let equal = equal.find(|one| one.text("url") == wanted.1.url && wanted.0.is(one));
                equal.map(|one| already(one, &wanted.1))
            }
            (None, None) if step.kind == StepKind::Unsubscribe => {
                Some(StepResult::of(StepOutcome::AlreadySo))
            }
            (None, None) => {
                let id = step.target.as_deref().unwrap_or_default();
                Some(StepResult::drifted(missing(id)))
            }
            (None, Some(one)) => {
                let version = step.json.get_or_null("after").get_str("version");
                let is_so = step.kind == StepKind::SetVersion
                    && version.is_some_and(|version| one.text("version") == version);
                let differences = drift(&step.json.get_or_null("before"), one);
                match (is_so, differences.is_empty()) {
                    (true, _) => Some(StepResult::of(StepOutcome::AlreadySo)),
                    (false, true) => None,
                    (false, false) => Some(StepResult::drifted(differences)),
                }
            }
        };
    }
}

/// The result for a subscription that exists: it may have another token.
fn already(present: &Subscription, receiver: &Receiver) -> StepResult {
    if receiver.may_be(&present.text("authToken")) {
        return StepResult::of(StepOutcome::AlreadySo);
    }
    let other = entry(
        "authToken",
        "as passed to apply".into(),
        "another one".into(),
    );
    StepResult::drifted(Json::array_of([other]))
}

/// Does the steps that have no result. Costs 1 request for each, and as much as [`writes`] says after a loss.
pub async fn write(
    client: &Client,
    steps: &[Step],
    prepared: &Prepared,
    present: &[Subscription],
    results: &mut [Option<StepResult>],
) -> Option<ApplyStopped> {
    let mut order = Vec::new();
    for (at, wanted) in prepared.iter().enumerate() {
        if let Some(wanted) = wanted {
            let first = |before: &usize| makes_room(&steps[*before], wanted, present);
            order.extend((0..steps.len()).filter(first));
            order.push(at);
        }
    }
    order.extend((0..steps.len()).filter(|&at| steps[at].kind.is_of_subscription()));
    for at in order {
        if results[at].is_some() {
            continue;
        }
        if let Some(wanted) = &prepared[at] {
            let is_blocked = (0..steps.len()).any(|before| {
                let outcome = results[before].as_ref().map(|result| result.outcome);
                makes_room(&steps[before], wanted, present)
                    && !matches!(outcome, Some(StepOutcome::Applied | StepOutcome::AlreadySo))
            });
            if is_blocked {
                results[at] = Some(StepResult::with_error(StepOutcome::NotAttempted, blocked()));
                continue;
            }
        }
        match write_one(client, &steps[at], &prepared[at]).await {
            Ok(result) => results[at] = Some(result),
            Err(error) => {
                let reason = StopReason::of(client, &error);
                let was_sent = !matches!(error.kind, ErrorKind::Budget | ErrorKind::Cancelled);
                let outcome = match error.kind {
                    ErrorKind::OutcomeUnknown => StepOutcome::Unverified,
                    _ if reason.is_some() && !was_sent => StepOutcome::NotAttempted,
                    _ => StepOutcome::Failed,
                };
                results[at] = Some(StepResult::with_error(outcome, error.clone()));
                if let Some(reason) = reason {
                    return Some(ApplyStopped {
                        reason: ApplyStopReason::Run(reason),
                        error: Some(error.in_action("apply")),
                    });
                }
            }
        }
    }
    None
}

/// Why a subscription was not created: the one that it replaces may still be there.
fn blocked() -> Error {
    let message = "The event subscription was not created, because the equal one that it replaces was not deleted first";
    Error::new(ErrorKind::Conflict, message).with_hint(
        "Nothing was sent for it. See the result of the deletion, then apply the plan again.",
    )
}

async fn write_one(
    client: &Client,
    step: &Step,
    wanted: &Option<(Declared, Receiver)>,
) -> Result<StepResult> {
    let mut result = StepResult::of(StepOutcome::Applied);
    if let Some((declared, receiver)) = wanted {
        match writes::create(client, declared, receiver).await? {
            CreateResult::Created { id, .. } => result.created = Some(id),
            CreateResult::Found(found) => result.created = Some(found.id()),
            // Another run has created it meanwhile.
            CreateResult::Duplicate => {
                let found = service::find_duplicate(client, declared, &receiver.url).await?;
                return found
                    .map(|found| already(&found, receiver))
                    .ok_or_else(service::not_listed);
            }
        }
        return Ok(result);
    }
    let id = step.target.as_deref().and_then(Id::parse);
    let id = id.ok_or_else(|| Error::new(ErrorKind::Internal, "The step has no ID"))?;
    if step.kind == StepKind::Unsubscribe {
        return match writes::delete(client, &id).await {
            // It was deleted meanwhile.
            Err(error) if error.kind == ErrorKind::NotFound => {
                Ok(StepResult::of(StepOutcome::AlreadySo))
            }
            done => done.map(|_| result),
        };
    }
    let version = step.json.get_or_null("after").str_or_default("version");
    let mut versions = SubscriptionVersion::VARIANTS.iter().copied();
    let Some(version) = versions.find(|known| known.as_str() == version) else {
        return wrong(step);
    };
    let ids = [id.as_str().to_owned()];
    writes::set_version(client, format!("/{id}"), Json::object(), version, &ids).await?;
    Ok(result)
}
