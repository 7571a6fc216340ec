//! What comes of the groups that were sent: verdicts, and what is looked into or sent again.

use super::exchange::Reading;
use super::resolve::{Attempt, Open, Settled, is_lost, resolve};
use super::schedule::{Event, Schedule, Split};
use super::verdict::Verdict;
use crate::error::{Error, ErrorKind};
use crate::protocol::evidence::Evidence;

impl Schedule<'_, '_> {
    /// Records what a response proves, and looks into what it leaves open.
    pub(super) fn record(&mut self, group: Vec<usize>, attempt: Attempt, readings: Vec<Reading>) {
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
    pub(super) fn failed(&mut self, group: Vec<usize>, attempt: Attempt, error: Error) {
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

    pub(super) fn resolve(
        &mut self,
        group: Vec<usize>,
        open: Vec<Open>,
        attempt: Attempt,
        split: Split,
    ) {
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

    pub(super) fn resolved(&mut self, group: Vec<usize>, settled: Vec<Settled>, split: Split) {
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
}

/// Whether nothing that comes after could succeed.
pub(super) fn stops_everything(error: &Error) -> bool {
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
