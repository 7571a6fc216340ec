//! The guards against shutting people out (docs/safety.md), for the steps of a plan: when it is made, and when it is applied.

use super::StepKind;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::protocol::fields::add_field;
use crate::services::guards::{
    self, Candidate, Effect, GuardOptions, Reservation, Verdict, effect_of,
};

/// The property of a step that concerns an administrator: whoever approves the plan sees it.
pub(super) const ADMINISTRATOR: &str = "administrator";

/// What a step does to a person, if that is guarded.
pub(super) fn effect(kind: StepKind, after: &Json) -> Option<Effect> {
    match kind {
        StepKind::Delete | StepKind::Replace => Some(Effect::Removes),
        StepKind::Update | StepKind::Deactivate | StepKind::Reactivate => effect_of(after),
        StepKind::Create | StepKind::Subscribe | StepKind::Unsubscribe | StepKind::SetVersion => {
            None
        }
    }
}

/// Adds the fields that the guards compare to those that are read.
pub(super) fn add_fields(client: &Client, names: &Json, fields: &mut Vec<String>) {
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
