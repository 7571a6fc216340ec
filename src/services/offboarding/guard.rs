//! Holds people back whom a guard protects, before the first write.

use super::{OffboardOutcome, Person};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::services::guards::{
    self, Candidate, Effect, GuardOptions, Reservation, Verdict, Watched,
};

/// What the guards say to a run.
#[derive(Debug)]
pub struct Guarding {
    would_stop: Option<Error>,
    most: Option<usize>,
    reservation: Reservation,
}

impl Guarding {
    /// In a dry run: why the limit would stop the whole run.
    pub fn would_stop(&self) -> Option<Error> {
        self.would_stop.clone()
    }

    /// How many people may be shut out; `None` if nobody would be.
    pub fn most(&self) -> Option<usize> {
        self.most
    }

    /// Counts nobody in the last hour if the error shows that nothing was written. Returns the error.
    pub fn fail(self, error: Error) -> Error {
        let failed: Result<()> = self.reservation.end(Err(error.clone()));
        failed.err().unwrap_or(error)
    }

    /// Counts those in the last hour who were, or may have been, shut out. Call it when the writes have ended.
    pub fn end(mut self, people: &[Person]) {
        for person in people {
            let is_untouched = person.outcome.is_none_or(|outcome| {
                matches!(
                    outcome,
                    OffboardOutcome::Failed
                        | OffboardOutcome::NotFound
                        | OffboardOutcome::NotAttempted
                )
            });
            if let Some(id) = person.id.as_deref().filter(|_| is_untouched) {
                self.reservation.release(id);
            }
        }
    }
}

/// The change that deactivates.
pub(super) fn deactivation() -> Json {
    Json::object_of(&[("isActive", false.into())])
}

/// The fields to read of people before [`guard`], beside `read`.
pub(super) fn fields<'a>(client: &Client, read: &[&'a str]) -> Vec<&'a str> {
    guards::fields_beside(client, read, &deactivation())
}

/// Judges the changes of the people without an outcome, and sets the outcome of those who are held back. Costs as many requests
/// as [`guards::judge`].
///
/// # Errors
/// Kind `forbidden`, reason `limit`, if more people would be changed than the limit allows; a dry run returns that instead. A read
/// of the guards failed. Nothing was changed.
pub async fn guard(
    client: &Client,
    people: &mut [Person],
    options: GuardOptions,
) -> Result<Guarding> {
    let Some(deactivates) = guards::effect_of(&deactivation(), Watched::default()) else {
        return Ok(Guarding {
            would_stop: None,
            most: None,
            reservation: Reservation::default(),
        });
    };
    let mut open = Vec::new();
    let mut candidates = Vec::new();
    for (at, person) in people.iter_mut().enumerate() {
        let user = person.user.take();
        if person.outcome.is_some() {
            continue;
        }
        open.push(at);
        candidates.push(Candidate {
            person: user.unwrap_or_else(Json::object),
            effect: match person.is_to_be_rejected {
                true => Effect::Removes,
                false => deactivates.clone(),
            },
        });
    }
    let judgement = guards::judge(client, &candidates, options).await?;
    if !options.dry_run
        && let Some(error) = judgement.limit
    {
        return Err(error);
    }
    for (at, verdict) in open.into_iter().zip(judgement.verdicts) {
        match verdict {
            Verdict::Held(error) => people[at].set_outcome(OffboardOutcome::Held, Some(error)),
            Verdict::Unaffected | Verdict::Allowed => {}
        }
    }
    Ok(Guarding {
        would_stop: judgement.limit,
        most: judgement.most,
        reservation: judgement.reservation,
    })
}
