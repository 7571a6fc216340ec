//! Sends the groups of a schedule, several at once where they are independent, until each operation has a verdict or the
//! tenant refuses the dialect.

use super::Verdict;
use super::attempt::Attempt;
use super::failures::ends_run;
use super::schedule::{Event, Held, MAX_LOST_GROUPS, Schedule};
use crate::error::{Error, ErrorKind, Result};
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
            if schedule.end.is_some() || schedule.state.lost >= MAX_LOST_GROUPS {
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
            Err(error) => {
                if ends_run(&error) {
                    self.end.get_or_insert(error.clone());
                    self.queue.push(group);
                } else {
                    self.state.give_up(group, &error);
                }
            }
            Ok((attempt, Ok(proofs))) => {
                self.is_accepted = true;
                self.is_proven = true;
                self.state.lost = 0;
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
    /// Nothing was done: the error that ended the run.
    fn finish(&mut self) -> Result<()> {
        let error = match self.end.take() {
            Some(error) => {
                if self.state.done() == 0 && !self.state.may_have_done_something() {
                    return Err(error);
                }
                error
            }
            None => Error::new(
                ErrorKind::Network,
                "Workfront gave no response to the requests before this one",
            ),
        };
        for (group, refused) in std::mem::take(&mut self.refused_at_end) {
            for index in group {
                let verdict = match refused.status {
                    None => Verdict::not_attempted(&refused),
                    Some(_) => Verdict::refused(refused.clone()),
                };
                self.state.set_verdict(index, verdict);
            }
        }
        let rest: Vec<usize> = self.state.open().collect();
        self.state.give_up(rest, &error);
        Ok(())
    }
}
