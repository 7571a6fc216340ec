//! What goes out when, in one dialect, and what comes of it.

use super::creates;
use super::exchange::{Reading, exchange};
use super::refusal::{self, Doubt};
use super::resolve::{Attempt, Open, Settled, is_lost, resolve};
use super::run::Run;
use super::verdict::Verdict;
use super::{Dialect, groups};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::evidence::{self, Evidence};
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
enum Event {
    /// A group was sent, or not for the error of the look-up before.
    Sent(Vec<usize>, Result<(Attempt, Result<Vec<Reading>>)>),
    /// What a group left open was looked into.
    Resolved(Vec<usize>, Vec<Settled>, Split),
    /// Whether the tenant takes the dialect.
    Probed(Result<bool>),
}

/// How what is sent again is put together.
#[derive(Clone, Copy)]
enum Split {
    /// In two: one of them has failed them all.
    Halves,
    /// Each alone: the response was about others.
    Singly,
}

/// A group that failed before the dialect was proven.
struct Held {
    group: Vec<usize>,
    attempt: Attempt,
    error: Error,
}

pub(super) struct Schedule<'r, 'a> {
    run: &'r mut Run<'a>,
    dialect: Dialect,
    /// Whether another dialect can be tried.
    may_change: bool,
    queue: Vec<Vec<usize>>,
    window: Window<'a, Event>,
    accepted: bool,
    proven: bool,
    held: Vec<Held>,
    is_probing: bool,
    refusal: Option<Error>,
    /// Why nothing more is sent: the credential or the caller has ended it, and nothing after that would succeed.
    end: Option<Error>,
    /// What was refused by that.
    refused_at_end: Vec<(Vec<usize>, Error)>,
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

    fn probe(&mut self) {
        if !self.is_probing {
            self.is_probing = true;
            let (client, dialect, may_change) = (self.run.client, self.dialect, self.may_change);
            self.window.add(Box::pin(async move {
                Event::Probed(refusal::accepts(client, dialect, may_change).await)
            }));
        }
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

    /// The dialect isn't there: the group waits for another one, or for a response that proves this one after all.
    fn refuse(&mut self, group: Vec<usize>, error: &Error) {
        for &index in &group {
            let operation = &self.run.operations[index];
            let is_open = error.maybe_done && !evidence::is_own_refusal(error);
            if is_open && operation.is_write() {
                let doubt = Verdict::unknown(error, &operation.what_was_done());
                self.run.set_aside(index, doubt);
            }
        }
        self.queue.push(group);
        self.refusal.get_or_insert(error.clone());
    }

    fn probed(&mut self, outcome: Result<bool>) {
        self.is_probing = false;
        match outcome {
            Ok(true) => {
                self.accepted = true;
                self.release();
            }
            Ok(false) if self.accepted => {}
            Ok(false) => {
                for held in std::mem::take(&mut self.held) {
                    self.refuse(held.group, &held.error);
                }
                let message = format!(
                    "Workfront refuses batches in the dialect '{}'",
                    self.dialect.as_str()
                );
                let error = Error::new(ErrorKind::NotFound, message);
                self.refusal.get_or_insert(error);
            }
            Err(error) => {
                self.end.get_or_insert(error.clone());
                for held in std::mem::take(&mut self.held) {
                    self.unprobed(held, &error);
                }
            }
        }
    }

    /// Nobody knows whether a refusal was that of the dialect: what was refused wasn't done, and isn't sent again.
    fn unprobed(&mut self, held: Held, error: &Error) {
        if held.error.maybe_done {
            return self.failed(held.group, held.attempt, held.error);
        }
        for &index in &held.group {
            if self.run.doubt(index).is_none() {
                self.run
                    .set_aside(index, Verdict::not_done(error.clone(), None));
            }
        }
        self.queue.push(held.group);
    }

    /// The dialect is fine, or can't be asked about: what failed in it failed by itself.
    fn release(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.failed(held.group, held.attempt, held.error);
        }
    }

    /// Records what a response proves, and looks into what it leaves open.
    fn record(&mut self, group: Vec<usize>, attempt: Attempt, readings: Vec<Reading>) {
        let mut open = Vec::new();
        let mut indexes = Vec::new();
        for (&index, reading) in group.iter().zip(readings) {
            let operation = &self.run.operations[index];
            let writes = operation.is_write();
            let (mut cause, accepted) = match reading {
                Reading::Done(data) => {
                    if let Some(creation) = attempt.creation(operation) {
                        creation.claim(&data.str_or_default("ID"));
                    }
                    self.run
                        .settle(index, Verdict::done(data, Evidence::Response));
                    continue;
                }
                Reading::Refused(error) => (error, None),
                Reading::Accepted(data) => (unproven(writes), Some(data)),
                Reading::Nothing => (unproven(writes), None),
            };
            cause.maybe_done |= self.run.doubt(index).is_some();
            if cause.maybe_done || accepted.is_some() || cause.status.is_none() {
                indexes.push(index);
                open.push(Open { cause, accepted });
            } else {
                self.run.settle(index, Verdict::refused(cause));
            }
        }
        self.run.report();
        self.resolve(indexes, open, attempt, Split::Singly);
    }

    /// A whole request failed.
    fn failed(&mut self, group: Vec<usize>, attempt: Attempt, error: Error) {
        let mut open = Vec::with_capacity(group.len());
        let mut is_open = false;
        for &index in &group {
            let operation = &self.run.operations[index];
            let mut cause = error.clone();
            cause.maybe_done =
                operation.is_write() && (error.maybe_done || self.run.doubt(index).is_some());
            is_open |= cause.maybe_done;
            open.push(Open {
                cause,
                accepted: None,
            });
        }
        self.run.lost = if is_lost(&error) {
            self.run.lost + 1
        } else {
            0
        };
        if stops_everything(&error) {
            self.end.get_or_insert(error.clone());
            if !is_open {
                // Known at the end, when nothing else was done either: then the whole run fails by it.
                self.refused_at_end.push((group, error));
                return;
            }
        }
        self.resolve(group, open, attempt, Split::Halves);
    }

    fn resolve(&mut self, group: Vec<usize>, open: Vec<Open>, attempt: Attempt, split: Split) {
        if group.is_empty() {
            return;
        }
        let client = self.run.client;
        let operations = self.run.those(&group);
        let open: Vec<_> = operations.into_iter().zip(open).collect();
        self.window.add(Box::pin(async move {
            let settled = resolve(client, open, &attempt).await;
            Event::Resolved(group, settled, split)
        }));
    }

    fn resolved(&mut self, group: Vec<usize>, settled: Vec<Settled>, split: Split) {
        let mut again = Vec::new();
        for (index, one) in group.into_iter().zip(settled) {
            if one.again && self.end.is_none() {
                self.run.set_aside(index, one.verdict);
                again.push(index);
            } else {
                self.run.settle(index, one.verdict);
            }
        }
        match split {
            // A group of one always gets its verdict, so groups shrink until each has one.
            Split::Halves => {
                let (first, second) = again.split_at(again.len().div_ceil(2));
                for part in [second, first] {
                    if !part.is_empty() {
                        self.queue.push(part.to_vec());
                    }
                }
            }
            Split::Singly => {
                while let Some(index) = again.pop() {
                    self.queue.push(vec![index]);
                }
            }
        }
        self.run.report();
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

/// Whether nothing that comes after could succeed.
fn stops_everything(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Unauthorized | ErrorKind::Cancelled | ErrorKind::Budget
    )
}

fn unproven(writes: bool) -> Error {
    let message = "Workfront's response doesn't show the result of the operation";
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = writes;
    error
}
