//! What comes of the groups that were sent: verdicts, and what is looked into or sent again.

use super::Verdict;
use super::attempt::{Attempt, Resolution, Unproven};
use super::failures::{ends_run, is_lost};
use super::schedule::{Schedule, Split};
use crate::error::{Error, ErrorKind};
use crate::protocol::{batch::OperationProof, evidence::Evidence};

impl Schedule<'_, '_> {
    /// Records what a response proves, and looks into what it leaves open.
    pub(super) fn record(
        &mut self,
        group: Vec<usize>,
        attempt: Attempt,
        proofs: Vec<OperationProof>,
    ) {
        let mut open = Vec::new();
        let mut indexes = Vec::new();
        for (&index, proof) in group.iter().zip(proofs) {
            let operation = &self.state.operations[index];
            let writes = operation.is_write();
            let (mut cause, accepted) = match proof {
                OperationProof::Done(data) => {
                    if let Some(creation) = attempt.creation(operation) {
                        creation.claim(&data.str_or_default("ID"));
                    }
                    self.state
                        .settle(index, Verdict::done(data, Evidence::Response));
                    continue;
                }
                OperationProof::Refused(error) => (error, None),
                OperationProof::Accepted(data) => (unproven(writes), Some(data)),
                OperationProof::Nothing => (unproven(writes), None),
            };
            cause.maybe_done |= self.state.doubt(index).is_some();
            if cause.maybe_done || accepted.is_some() || cause.status.is_none() {
                indexes.push(index);
                open.push(Unproven { cause, accepted });
            } else {
                self.state.settle(index, Verdict::refused(cause));
            }
        }
        self.state.report();
        self.resolve(indexes, open, attempt, Split::Singly);
    }

    /// A whole request failed.
    pub(super) fn failed(&mut self, group: Vec<usize>, attempt: Attempt, error: Error) {
        let mut open = Vec::with_capacity(group.len());
        let mut is_open = false;
        for &index in &group {
            let operation = &self.state.operations[index];
            let mut cause = error.clone();
            cause.maybe_done =
                operation.is_write() && (error.maybe_done || self.state.doubt(index).is_some());
            is_open |= cause.maybe_done;
            open.push(Unproven {
                cause,
                accepted: None,
            });
        }
        self.state.lost = if is_lost(&error) {
            self.state.lost + 1
        } else {
            0
        };
        if ends_run(&error) {
            self.end.get_or_insert(error.clone());
            if !is_open {
                // Known at the end, when nothing else was done either: then the whole run fails by it.
                self.refused_at_end.push((group, error));
                return;
            }
        }
        self.resolve(group, open, attempt, Split::Halves);
    }

    pub(super) fn resolved(
        &mut self,
        group: Vec<usize>,
        resolutions: Vec<Resolution>,
        split: Split,
    ) {
        let mut again = Vec::new();
        for (index, one) in group.into_iter().zip(resolutions) {
            if one.may_resend && self.end.is_none() {
                self.state.set_aside(index, one.verdict);
                again.push(index);
            } else {
                self.state.settle(index, one.verdict);
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
        self.state.report();
    }
}

fn unproven(writes: bool) -> Error {
    let message = "Workfront's response doesn't show the result of the operation";
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = writes;
    error
}
