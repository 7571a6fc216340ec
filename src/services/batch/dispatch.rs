//! Sends the groups of a schedule, several at once where they are independent, until each operation has a verdict or the
//! tenant refuses the dialect.

use super::Verdict;
use super::attempt::Attempt;
use super::failures::is_lost;
use super::schedule::{Event, Held, Schedule};
use super::stopped::Stopped;
use crate::error::{Error, Result};
use crate::protocol::batch::{DialectRefusal, OperationProof, dialect_refusal};

/// How sending in one dialect ended.
pub(super) enum End {
    /// Each operation has a verdict. `is_proven`: a response shows that the tenant accepts the dialect.
    Completed { is_proven: bool },
    /// The tenant refuses the dialect. The operations without a verdict may be sent in another.
    Refused(Error),
}

/// Sends everything that has no verdict yet.
///
/// # Errors
/// Nothing was done: the credential was refused, or the call was stopped.
pub(super) async fn send_all(mut schedule: Schedule<'_, '_>) -> Result<End> {
    let width = schedule.state.client.tenant().policy.concurrency as usize;
    loop {
        while schedule.may_start_more() && schedule.in_flight.pending_count() < width {
            match schedule.queue.pop() {
                Some(group) if schedule.is_independent(&group) => schedule.start(group),
                other => {
                    schedule.queue.extend(other);
                    break;
                }
            }
        }
        if schedule.in_flight.is_empty() {
            if let Some(error) = schedule.refusal.take().filter(|_| !schedule.is_accepted) {
                return Ok(End::Refused(error));
            }
            if schedule.end.is_some() || schedule.state.has_lost_connection() {
                schedule.finish()?;
                return Ok(End::Completed {
                    is_proven: schedule.is_proven,
                });
            }
            match schedule.queue.pop() {
                None => {
                    return Ok(End::Completed {
                        is_proven: schedule.is_proven,
                    });
                }
                Some(group) if schedule.is_accepted || schedule.is_idempotent(&group) => {
                    schedule.start(group)
                }
                Some(group) => {
                    schedule.queue.push(group);
                    schedule.probe();
                }
            }
        }
        match schedule.in_flight.next().await {
            Some(Event::Sent(group, outcome)) => schedule.sent(group, outcome),
            Some(Event::Resolved(group, resolutions, split)) => {
                schedule.resolved(group, resolutions, split)
            }
            Some(Event::Probed(outcome)) => schedule.probed(outcome),
            None => {}
        }
    }
}

impl Schedule<'_, '_> {
    /// Handles the outcome of a group that was sent.
    fn sent(&mut self, group: Vec<usize>, outcome: Result<(Attempt, Result<Vec<OperationProof>>)>) {
        match outcome {
            Err(error) => match self.note_failure(&error) {
                true => self.queue.push(group),
                false => self.state.give_up(group, &error),
            },
            Ok((attempt, Ok(proofs))) => {
                self.is_accepted = true;
                self.is_proven = true;
                self.state.reset_losses();
                self.release();
                self.record(group, attempt, proofs);
            }
            Ok((attempt, Err(error))) => {
                let doubt = match self.is_accepted {
                    true => DialectRefusal::None,
                    false => dialect_refusal(&error, self.may_change),
                };
                match doubt {
                    DialectRefusal::None => self.failed(group, attempt, error),
                    DialectRefusal::Certain => self.refuse(group, &error),
                    // Groups in flight finish first: one success proves the dialect.
                    DialectRefusal::Possible => {
                        self.held.push(Held {
                            group,
                            attempt,
                            error,
                        });
                        self.probe();
                    }
                }
            }
        }
    }

    /// Sets the verdicts of operations that won't be sent any more.
    ///
    /// # Errors
    /// Nothing was done: the error that stopped the run.
    fn finish(&mut self) -> Result<()> {
        let client = self.state.client;
        let end = self.end.take();
        let is_sent = self.state.open().next().is_none();
        let (error, stopped) = match (end, self.state.last_loss()) {
            (Some(error), _) if !self.state.has_results() => return Err(error),
            (Some(error), _) => {
                let lost = || is_lost(&error).then(|| Stopped::without_response(client, &error));
                let stopped = Stopped::of(client, &error).or_else(lost);
                (error, stopped)
            }
            (None, Some(lost)) if !is_sent => {
                let stopped = Stopped::without_response(client, &lost);
                (stopped.error.clone(), Some(stopped))
            }
            // The last requests were lost, but nothing is left to send.
            (None, _) => return Ok(()),
        };
        let is_over = is_sent && self.refused_at_end.is_empty() && self.state.is_known();
        for (group, refused) in std::mem::take(&mut self.refused_at_end) {
            for index in group {
                let verdict = match refused.status {
                    Some(_) if !refused.no_token => Verdict::refused(refused.clone()),
                    _ => Verdict::not_attempted(&refused),
                };
                self.state.set_verdict(index, verdict);
            }
        }
        let rest: Vec<usize> = self.state.open().collect();
        self.state.give_up(rest, &error);
        // If nothing was left out, nothing was stopped.
        self.state.stopped = stopped.filter(|_| !is_over);
        Ok(())
    }
}
