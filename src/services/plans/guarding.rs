//! The guards against shutting people out (docs/safety.md), for the steps of a plan: when it is made, and when it is applied.

use super::StepKind;
use crate::client::Client;
use crate::error::{Error, GuardReason, Result};
use crate::json::Json;
use crate::protocol::evidence::is_same_key;
use crate::protocol::fields::add_field;
use crate::services::guards::{
    self, Candidate, Effect, GuardOptions, Reservation, Target, Verdict, Write, effect_of,
    recognise,
};
use crate::transport::Method;

/// The property of a step that concerns an administrator: whoever approves the plan sees it.
pub(super) const ADMINISTRATOR: &str = "administrator";

/// What a step does to the person whom it names, if that is guarded. The guards read it as the write that it becomes.
///
/// # Errors
/// Kind `forbidden`: the step concerns other people too.
pub(super) fn effect(kind: StepKind, target: Option<&str>, after: &Json) -> Result<Option<Effect>> {
    let method = match kind {
        StepKind::Delete | StepKind::Replace => return Ok(Some(Effect::Removes)),
        StepKind::Update | StepKind::Deactivate | StepKind::Reactivate => Method::Put,
        StepKind::Create => Method::Post,
        StepKind::Subscribe | StepKind::Unsubscribe | StepKind::SetVersion => return Ok(None),
    };
    let mut found = None;
    for guarded in recognise(&Write {
        method,
        path: &["user/", target.unwrap_or_default()].concat(),
        query: "",
        body: Some(after),
    }) {
        let is_named = match &guarded.target {
            Target::User(id) => target.is_some_and(|target| is_same_key(id.as_str(), target)),
            Target::Approval(_) | Target::OwnUser | Target::Everyone => false,
        };
        if !is_named {
            return Err(concerns_others(target));
        }
        found = Some(match found {
            Some(known) => both(known, guarded.effect),
            None => guarded.effect,
        });
    }
    Ok(found)
}

fn both(one: Effect, other: Effect) -> Effect {
    match (one, other) {
        (Effect::Sets(mut settings), Effect::Sets(more)) => {
            settings.extend(more);
            Effect::Sets(settings)
        }
        (Effect::Sets(_), other) => other,
        (one, _) => one,
    }
}

fn concerns_others(target: Option<&str>) -> Error {
    let message = "This step could shut out other people than the one whom it names, the connection's own user included";
    let error = Error::guarded(GuardReason::OwnUser, message)
        .with_hint("Nobody was changed. Plan a step for each user.");
    match target {
        Some(id) => error.about(id),
        None => error,
    }
}

/// Adds the fields that the guards compare to those that are read.
pub(crate) fn add_fields(client: &Client, names: &Json, fields: &mut Vec<String>) {
    let effects: Vec<Effect> = effect_of(names).into_iter().collect();
    for field in guards::fields(client, &effects) {
        add_field(fields, field);
    }
}

/// What the guards say to some steps.
#[derive(Debug, Default)]
pub(super) struct Guarded {
    /// For each step, why it must not be carried out.
    pub held: Vec<Option<Error>>,
    /// More people than the limit would be shut out.
    pub limit: Option<Error>,
    /// Keep it until the writes have ended.
    pub reservation: Reservation,
}

/// Judges steps: the position of each, what it does, and the person it concerns. Costs as much as [`guards::judge`].
///
/// # Errors
/// A name in the option `protect` can't be resolved, or a request failed.
pub(super) async fn judge(
    client: &Client,
    steps: &[(usize, Option<Effect>, &Json)],
    options: GuardOptions,
) -> Result<Guarded> {
    let mut candidates = Vec::new();
    for (_, effect, person) in steps {
        if let Some(effect) = effect {
            candidates.push(Candidate {
                person: (*person).clone(),
                effect: effect.clone(),
            });
        }
    }
    let judgement = guards::judge(client, &candidates, options).await?;
    let mut verdicts = judgement.verdicts.into_iter();
    let mut held = Vec::with_capacity(steps.len());
    for (_, effect, _) in steps {
        held.push(match effect.as_ref().and_then(|_| verdicts.next()) {
            Some(Verdict::Held(error)) => Some(error),
            _ => None,
        });
    }
    Ok(Guarded {
        held,
        limit: judgement.limit,
        reservation: judgement.reservation,
    })
}
