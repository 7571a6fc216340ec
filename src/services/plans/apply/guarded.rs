//! The guards of the connection that applies a plan.

use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::services::guards::{self, Effect, GuardOptions, Reservation};
use crate::services::plans::guarding::{self, ADMINISTRATOR, Effects};
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::plan::Plan;

/// Asks the guards of this connection about the steps that are to be done. Those that they hold back get a result.
///
/// # Errors
/// More people than the limit would be shut out, or a request failed.
pub(super) async fn hold_guarded(
    client: &Client,
    plan: &Plan,
    people: &[Option<Json>],
    open: &mut Vec<usize>,
    results: &mut [Option<StepResult>],
) -> Result<Reservation> {
    let nobody = Json::null();
    let mut expected = Vec::with_capacity(open.len());
    let mut unexpected = Vec::new();
    let mut effects = Effects::new(client);
    for &at in open.iter() {
        let step = &plan.steps[at];
        let person = people[at].as_ref().unwrap_or(&nobody);
        let after = step.json.get_or_null("after");
        let effect = match effects.of(step.kind, step.target.as_deref(), &after) {
            Ok(effect) => effect,
            Err(error) => {
                results[at] = Some(StepResult::with_error(StepOutcome::Held, error));
                continue;
            }
        };
        // Whoever approved the plan saw which of them were administrators then.
        let is_new_administrator = effect.as_ref().is_some_and(Effect::shuts_out)
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
        max_people: plan.permissions.max_people,
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
pub(super) fn release(mut reservation: Reservation, plan: &Plan, results: &[Option<StepResult>]) {
    for (step, result) in plan.steps.iter().zip(results) {
        let was_sent = result
            .as_ref()
            .is_some_and(|result| result.outcome.may_have_changed());
        if let Some(id) = step.target.as_deref().filter(|_| !was_sent) {
            reservation.release(id);
        }
    }
}
