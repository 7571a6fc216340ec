//! What goes out when, in one dialect, and what comes of it.

use super::creates;
use super::exchange::{Reading, exchange};
use super::groups;
use super::outcomes::stops_everything;
use super::refusal::{self, Doubt};
use super::resolve::{Attempt, Settled};
use super::run::Run;
use super::verdict::Verdict;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::Dialect;
use crate::transport::Window;

/// How sending in a dialect ended.
pub(super) enum End {
    /// Each operation has its verdict. `proven`: a response showed that the tenant takes the dialect.
    Carried { proven: bool },
    /// The tenant doesn't take the dialect; what it carried may be sent in another.
    Refused(Error),
}

/// After this many groups in a row without a response, the rest isn't sent.
const LOST_MAX: usize = 2;

/// What was waited for.
pub(super) enum Event {
    /// A group was sent, or not for the error of the look-up before.
    Sent(Vec<usize>, Result<(Attempt, Result<Vec<Reading>>)>),
    /// What a group left open was looked into.
    Resolved(Vec<usize>, Vec<Settled>, Split),
    /// Whether the tenant takes the dialect.
    Probed(Result<bool>),
}

/// How what is sent again is put together.
#[derive(Clone, Copy)]
pub(super) enum Split {
    /// In two: one of them has failed them all.
    Halves,
    /// Each alone: the response was about others.
    Singly,
}

/// A group that failed before the dialect was proven.
pub(super) struct Held {
    pub(super) group: Vec<usize>,
    pub(super) attempt: Attempt,
    pub(super) error: Error,
}

pub(super) struct Schedule<'r, 'a> {
    pub(super) run: &'r mut Run<'a>,
    pub(super) dialect: Dialect,
    /// Whether another dialect can be tried.
    pub(super) may_change: bool,
    pub(super) queue: Vec<Vec<usize>>,
    pub(super) window: Window<'a, Event>,
    pub(super) accepted: bool,
    pub(super) proven: bool,
    pub(super) held: Vec<Held>,
    pub(super) is_probing: bool,
    pub(super) refusal: Option<Error>,
    /// Why nothing more is sent: the credential or the caller has ended it, and nothing after that would succeed.
    pub(super) end: Option<Error>,
    /// What was refused by that.
    pub(super) refused_at_end: Vec<(Vec<usize>, Error)>,
}

impl<'r, 'a> Schedule<'r, 'a> {
    /// Everything that has no verdict yet.
    pub(super) fn new(
        run: &'r mut Run<'a>,
        dialect: Dialect,
        accepted: bool,
        is_auto: bool,
    ) -> Self {
        let chunk = run.chunk_size;
        let queue = groups::split(dialect, run.operations, run.open(), &run.contended, chunk);
        Schedule {
            run,
            dialect,
            may_change: is_auto && dialect != Dialect::Bulk,
            queue,
            window: Window::default(),
            accepted,
            proven: false,
            held: Vec::new(),
            is_probing: false,
            refusal: None,
            end: None,
            refused_at_end: Vec::new(),
        }
    }

    pub(super) async fn run(mut self) -> Result<End> {
        let width = self.run.client.tenant().policy.concurrency as usize;
        loop {
            while self.may_go_on() && self.window.under_way() < width {
                match self.queue.pop() {
                    Some(group) if self.is_apart(&group) => self.start(group),
                    other => {
                        self.queue.extend(other);
                        break;
                    }
                }
            }
            if self.window.is_idle() {
                if let Some(error) = self.refusal.take().filter(|_| !self.accepted) {
                    return Ok(End::Refused(error));
                }
                if self.end.is_some() || self.run.lost >= LOST_MAX {
                    self.finish()?;
                    return Ok(End::Carried {
                        proven: self.proven,
                    });
                }
                match self.queue.pop() {
                    None => {
                        return Ok(End::Carried {
                            proven: self.proven,
                        });
                    }
                    Some(group) if self.accepted || self.is_idempotent(&group) => self.start(group),
                    Some(group) => {
                        self.queue.push(group);
                        self.probe();
                    }
                }
            }
            match self.window.next().await {
                Some(Event::Sent(group, outcome)) => self.sent(group, outcome),
                Some(Event::Resolved(group, settled, split)) => {
                    self.resolved(group, settled, split)
                }
                Some(Event::Probed(outcome)) => self.probed(outcome),
                None => {}
            }
        }
    }

    fn may_go_on(&self) -> bool {
        self.refusal.is_none()
            && self.end.is_none()
            && self.held.is_empty()
            && !self.is_probing
            && self.run.lost < LOST_MAX
    }

    /// Whether a group may go out beside others: all change objects of their own, and once or twice is the same.
    fn is_apart(&self, group: &[usize]) -> bool {
        group.iter().all(|&index| {
            let operation = &self.run.operations[index];
            !self.run.contended[index] && operation.is_idempotent() && operation.id().is_some()
        })
    }

    fn is_idempotent(&self, group: &[usize]) -> bool {
        let mut operations = group.iter().map(|&index| &self.run.operations[index]);
        operations.all(|operation| operation.is_idempotent())
    }

    fn start(&mut self, group: Vec<usize>) {
        let (client, dialect) = (self.run.client, self.dialect);
        let operations = self.run.those(&group);
        self.window.add(Box::pin(async move {
            let started = client.now();
            let outcome = match creates::look_up_before(client, &operations).await {
                Err(error) => Err(error),
                Ok(before) => {
                    let alone = operations.len() == 1;
                    let attempt = Attempt {
                        dialect,
                        started,
                        before,
                        creations: Attempt::begin(client, &operations),
                        alone,
                    };
                    Ok((attempt, exchange(client, dialect, &operations).await))
                }
            };
            Event::Sent(group, outcome)
        }));
    }

    fn sent(&mut self, group: Vec<usize>, outcome: Result<(Attempt, Result<Vec<Reading>>)>) {
        match outcome {
            Err(error) => {
                if stops_everything(&error) {
                    self.end.get_or_insert(error.clone());
                    self.queue.push(group);
                } else {
                    self.run.give_up(group, &error);
                }
            }
            Ok((attempt, Ok(readings))) => {
                self.accepted = true;
                self.proven = true;
                self.run.lost = 0;
                self.release();
                self.record(group, attempt, readings);
            }
            Ok((attempt, Err(error))) => {
                let doubt = match self.accepted {
                    true => Doubt::NotIt,
                    false => refusal::doubt(&error, self.may_change),
                };
                match doubt {
                    Doubt::NotIt => self.failed(group, attempt, error),
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
                if self.run.settled() == 0 && !self.run.may_have_done_something() {
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
                self.run.settle(index, verdict);
            }
        }
        let rest: Vec<usize> = self.run.open().collect();
        self.run.give_up(rest, &error);
        Ok(())
    }
}
