//! Sends the groups of a schedule, several at once where they are independent, until each operation has a verdict or the
//! tenant refuses the dialect.

use super::Verdict;
use super::attempt::Attempt;
use super::failures::ends_run;
use super::schedule::{Event, Held, LOST_MAX, Schedule};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::batch::{Doubt, OperationProof, doubt_of};

/// How sending in a dialect ended.
pub(super) enum End {
    /// Each operation has its verdict. `is_proven`: a response showed that the tenant takes the dialect.
    Carried { is_proven: bool },
    /// The tenant doesn't take the dialect; what it carried may be sent in another.
    Refused(Error),
}

/// Sends everything that has no verdict yet.
///
/// # Errors
/// Nothing was done at all: why.
pub(super) async fn send_all(mut schedule: Schedule<'_, '_>) -> Result<End> {
    let width = schedule.state.client.tenant().policy.concurrency as usize;
    loop {
        while schedule.may_start_more() && schedule.window.pending_count() < width {
            match schedule.queue.pop() {
                Some(group) if schedule.is_apart(&group) => schedule.start(group),
                other => {
                    schedule.queue.extend(other);
                    break;
                }
            }
        }
        if schedule.window.is_empty() {
            if let Some(error) = schedule.refusal.take().filter(|_| !schedule.is_accepted) {
                return Ok(End::Refused(error));
            }
            if schedule.end.is_some() || schedule.state.lost >= LOST_MAX {
                schedule.finish()?;
                return Ok(End::Carried {
                    is_proven: schedule.is_proven,
                });
            }
            match schedule.queue.pop() {
                None => {
                    return Ok(End::Carried {
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
        match schedule.window.next().await {
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
                    true => Doubt::None,
                    false => doubt_of(&error, self.may_change),
                };
                match doubt {
                    Doubt::None => self.failed(group, attempt, error),
                    Doubt::Refused => self.refuse(group, &error),
                    // What went out beside it is waited for: it fails alike, or proves the dialect.
                    Doubt::Open => {
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

    /// Settles what isn't sent any more.
    ///
    /// # Errors
    /// Nothing was done at all: why.
    fn finish(&mut self) -> Result<()> {
        let error = match self.end.take() {
            Some(error) => {
                if self.state.settled() == 0 && !self.state.may_have_done_something() {
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
                self.state.settle(index, verdict);
            }
        }
        let rest: Vec<usize> = self.state.open().collect();
        self.state.give_up(rest, &error);
        Ok(())
    }
}
