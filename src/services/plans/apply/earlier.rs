//! What earlier runs of a plan have handed over. Workfront doesn't show what a user owned, and the side effects of handing over
//! aren't documented (docs/workfront-facts.md#deletion), so nobody knows whether repeating it is harmless: what an earlier run
//! may have handed over isn't sent again.
//!
//! The host's store of plans has two keys for each time that such a step is sent: one before it, one when its outcome is known.
//! Without a store the connection alone remembers them.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::services::plans::StepKind;
use crate::services::plans::claim::{MAX_RUNS, failed, key_of, read};
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::plan::Plan;
use crate::services::plans::step::Step;

/// What is stored before the step is sent.
const SENT: &str = "sent";
/// What is stored when the objects were handed over.
const DONE: &str = "done";
/// What is stored when they certainly weren't.
const NOT_DONE: &str = "notDone";

/// The steps of a plan that hand something over, as its earlier runs have left them.
#[derive(Debug)]
pub(super) struct Earlier<'a> {
    client: &'a Client,
    plan_key: String,
}

/// What earlier runs have done.
enum State {
    /// Nothing. The next time that the step is sent has this key.
    Open(String),
    Done,
    Unknown,
}

impl<'a> Earlier<'a> {
    pub fn of(client: &'a Client, plan: &Plan) -> Self {
        let plan_key = key_of(plan);
        Earlier { client, plan_key }
    }

    /// Gives steps a result that an earlier run has done, or may have done. Sends no request.
    ///
    /// # Errors
    /// Kind `internal` if the store fails.
    pub async fn check(&self, steps: &[Step], results: &mut [Option<StepResult>]) -> Result<()> {
        for (step, result) in steps.iter().zip(results) {
            if step.kind != StepKind::Replace || result.is_some() {
                continue;
            }
            *result = match self.state(step).await? {
                State::Open(_) => None,
                State::Done => Some(StepResult::of(StepOutcome::AlreadySo)),
                State::Unknown => {
                    let error = may_be_done(step);
                    Some(StepResult::with_error(StepOutcome::NotAttempted, error))
                }
            };
        }
        Ok(())
    }

    /// Stores that these steps are sent, as far as they hand something over. Call it before.
    ///
    /// # Errors
    /// Nothing may be sent: the store fails, or another run has begun.
    pub async fn begin<'s>(&self, steps: impl Iterator<Item = &'s Step>) -> Result<Begun> {
        let mut begun = Vec::new();
        for step in steps.filter(|step| step.kind == StepKind::Replace) {
            let State::Open(key) = self.state(step).await? else {
                return Err(may_be_done(step));
            };
            let put = self.client.claim_in_plan_store(&key, SENT).await;
            let put = put.map_err(|error| failed(self.client, "putIfAbsent", &error))?;
            match put.as_bool() {
                None => self.remember(key.clone(), SENT),
                Some(true) => {}
                Some(false) => return Err(may_be_done(step)),
            }
            begun.push((step.id.clone(), key));
        }
        Ok(Begun(begun))
    }

    /// Stores what became of a step. If it can't be stored, the next run takes it for unknown.
    pub async fn end(&self, begun: &Begun, step: &Step, outcome: StepOutcome) {
        let Some((_, key)) = begun.0.iter().find(|(id, _)| *id == step.id) else {
            return;
        };
        let state = match outcome {
            StepOutcome::Applied => DONE,
            StepOutcome::Failed | StepOutcome::NotAttempted => NOT_DONE,
            _ => return,
        };
        let key = end_key(key);
        let put = self.client.put_into_plan_store(&key, state).await;
        if put.is_ok_and(|put| put.is_null()) {
            self.remember(key, state);
        }
    }

    async fn state(&self, step: &Step) -> Result<State> {
        for number in 1..=MAX_RUNS {
            let key = format!("{}:step:{}:{number}", self.plan_key, step.id);
            if self.read(&key).await?.is_none() {
                return Ok(State::Open(key));
            }
            match self.read(&end_key(&key)).await?.as_deref() {
                Some(NOT_DONE) => {}
                Some(DONE) => return Ok(State::Done),
                _ => break,
            }
        }
        Ok(State::Unknown)
    }

    fn remember(&self, key: String, value: &str) {
        self.client.tenant().plans.remember_sent(key, value);
    }

    async fn read(&self, key: &str) -> Result<Option<String>> {
        let stored = read(self.client, key).await?;
        Ok(match stored.is_null() {
            true => self.client.tenant().plans.sent(key),
            // Whatever the store has, the key is taken.
            false => Some(stored.as_str().unwrap_or_default()),
        })
    }
}

/// The steps that a run has begun to send, with their keys.
#[derive(Debug)]
pub(super) struct Begun(Vec<(String, String)>);

fn end_key(key: &str) -> String {
    [key, ":ended"].concat()
}

fn may_be_done(step: &Step) -> Error {
    let message = "An earlier run of this plan may have handed over what the user owns, so it was not sent again";
    let error = Error::new(ErrorKind::OutcomeUnknown, message).with_hint(
        "Look in Workfront who owns the user's objects. Then make a new plan: with the replacement if they are still the user's, otherwise without.",
    );
    match &step.target {
        Some(id) => error.about(id),
        None => error,
    }
}
