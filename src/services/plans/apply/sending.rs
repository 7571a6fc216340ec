//! Sends the steps that have to be done, and reads what became of them.

use super::after::{after_writing, written_id};
use super::earlier::Earlier;
use super::operation::operation;
use super::references::{References, not_created};
use super::replacement::HandingOver;
use super::stopped::{ApplyStopReason, ApplyStopped};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::batch::{self, OnProgress, Phase, Tally, Verdict};
use crate::services::plans::STEPS_PER_REQUEST;
use crate::services::plans::StepKind;
use crate::services::plans::outcome::{StepOutcome, StepResult};
use crate::services::plans::people::read_people;
use crate::services::plans::step::Step;

/// What all requests of a run share.
pub(super) struct Sending<'a> {
    pub client: &'a Client,
    /// The fields to read afterwards.
    pub fields: &'a [String],
    /// What earlier runs have handed over.
    pub earlier: &'a Earlier<'a>,
    pub on_progress: OnProgress<'a>,
}

impl Sending<'_> {
    /// Does these steps: first those that name no user whom another one creates and don't follow a handing over, then those that
    /// do, and so on. Returns why it stopped before the end.
    pub async fn send(
        &self,
        steps: &mut [Step],
        references: &mut References,
        mut open: Vec<usize>,
        results: &mut [Option<StepResult>],
    ) -> Result<Option<ApplyStopped>> {
        let mut has_sent = false;
        let handing_over = HandingOver::of(steps);
        loop {
            handing_over.leave_out(&mut open, results);
            let mut settled = Tally::default();
            for result in results.iter().flatten() {
                settled.add(result.outcome.is_open());
            }
            (self.on_progress)(Phase::Send, settled, steps.len());
            let (later, ready): (Vec<usize>, Vec<usize>) = open.iter().partition(|&&at| {
                references.is_waiting(at) || handing_over.is_waiting(at, results)
            });
            if ready.is_empty() {
                for at in later {
                    let result = StepResult::with_error(StepOutcome::NotAttempted, not_created());
                    results[at] = Some(result);
                }
                return Ok(None);
            }
            // Checked before anything is sent.
            for &at in &later {
                operation(&steps[at])?;
            }
            let stopped = match self.send_ready(steps, &ready, settled, results).await {
                Ok(stopped) => stopped,
                // Others were sent already: their results must not be lost.
                Err(error) if has_sent => {
                    for at in ready.into_iter().chain(later) {
                        let outcome = StepOutcome::NotAttempted;
                        results[at] = Some(StepResult::with_error(outcome, error.clone()));
                    }
                    return Ok(None);
                }
                Err(error) => return Err(error),
            };
            has_sent = true;
            if stopped.is_some() {
                for at in later {
                    results[at] = Some(StepResult::of(StepOutcome::NotAttempted));
                }
                return Ok(stopped);
            }
            if later.is_empty() {
                return Ok(None);
            }
            for at in ready {
                let created = results[at]
                    .as_ref()
                    .and_then(|result| result.created.as_ref());
                if let Some(id) = created.filter(|_| steps[at].kind == StepKind::Create) {
                    references.add(&steps[at], id);
                }
            }
            references.resolve(steps);
            open = later;
        }
    }

    async fn send_ready(
        &self,
        steps: &[Step],
        ready: &[usize],
        settled: Tally,
        results: &mut [Option<StepResult>],
    ) -> Result<Option<ApplyStopped>> {
        let mut operations = Vec::with_capacity(ready.len());
        for &at in ready {
            operations.push(operation(&steps[at])?);
        }
        let begun = self.earlier.begin(ready.iter().map(|&at| &steps[at]));
        let begun = begun.await?;
        let progress = |sent| (self.on_progress)(Phase::Send, settled.plus(sent), steps.len());
        let run = batch::run(self.client, &operations, STEPS_PER_REQUEST, &progress);
        let report = match run.await {
            Ok(report) => report,
            Err(error) => {
                // Nothing was done.
                for &at in ready {
                    let outcome = StepOutcome::NotAttempted;
                    self.earlier.end(&begun, &steps[at], outcome).await;
                }
                return Err(error);
            }
        };
        let stopped = report.stopped.map(|stopped| ApplyStopped {
            reason: ApplyStopReason::Run(stopped.reason),
            error: Some(stopped.error.in_action("apply")),
        });
        let mut ids = Vec::with_capacity(ready.len());
        for (&at, verdict) in ready.iter().zip(&report.verdicts) {
            ids.push(written_id(&steps[at], verdict).unwrap_or_default());
        }
        let mut verdicts: Vec<Option<Verdict>> = report.verdicts.into_iter().map(Some).collect();
        // While other responses are under way.
        let mut on_person = |index: usize, user: &Json| {
            let at = ready[index];
            if let Some(verdict) = verdicts[index].take() {
                results[at] = Some(after_writing(&steps[at], verdict, Some(user)));
            }
        };
        read_people(self.client, &ids, self.fields, true, &mut on_person).await?;
        for (&at, verdict) in ready.iter().zip(verdicts) {
            if let Some(verdict) = verdict {
                results[at] = Some(after_writing(&steps[at], verdict, None));
            }
        }
        for &at in ready {
            if let Some(result) = &results[at] {
                self.earlier.end(&begun, &steps[at], result.outcome).await;
            }
        }
        Ok(stopped)
    }
}
