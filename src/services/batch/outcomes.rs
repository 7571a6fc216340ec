//! What follows a response or a failure: verdicts, read-backs, and groups that are sent again.

use super::Verdict;
use super::attempt::{Attempt, Resolution, Unproven};
use super::schedule::{Schedule, Split};
use crate::error::{Error, ErrorKind};
use crate::protocol::{batch::OperationProof, evidence::Evidence};

impl Schedule<'_, '_> {
    /// Records the verdicts that a response proves, and reads back what it doesn't prove.
    pub(super) fn record(
        &mut self,
        group: Vec<usize>,
        attempt: Attempt,
        proofs: Vec<OperationProof>,
    ) {
        let mut unproven = Vec::new();
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
                        .set_verdict(index, Verdict::done(data, Evidence::Response));
                    continue;
                }
                OperationProof::Refused(error) => (error, None),
                OperationProof::Accepted(data) => (no_proof(writes), Some(data)),
                OperationProof::Nothing => (no_proof(writes), None),
            };
            cause.maybe_done |= self.state.earlier_loss(index).is_some();
            if cause.maybe_done || accepted.is_some() || cause.status.is_none() {
                indexes.push(index);
                unproven.push(Unproven { cause, accepted });
            } else {
                self.state.set_verdict(index, Verdict::refused(cause));
            }
        }
        self.state.report();
        self.resolve(indexes, unproven, attempt, Split::Individually);
    }

    /// Handles the failure of a whole request.
    pub(super) fn failed(&mut self, group: Vec<usize>, attempt: Attempt, error: Error) {
        let mut unproven = Vec::with_capacity(group.len());
        let mut any_maybe_done = false;
        for &index in &group {
            let operation = &self.state.operations[index];
            let mut cause = error.clone();
            cause.maybe_done = operation.is_write()
                && (error.maybe_done || self.state.earlier_loss(index).is_some());
            any_maybe_done |= cause.maybe_done;
            unproven.push(Unproven {
                cause,
                accepted: None,
            });
        }
        if self.note_failure(&error) && !any_maybe_done {
            // Handled at the end: if nothing else was done, the whole run fails with this error.
            self.refused_at_end.push((group, error));
            return;
        }
        self.resolve(group, unproven, attempt, Split::Halves);
    }

    /// Records verdicts after a read-back, and queues the operations that are sent again.
    pub(super) fn resolved(
        &mut self,
        group: Vec<usize>,
        resolutions: Vec<Resolution>,
        split: Split,
    ) {
        let is_cut_short = |one: &Resolution| {
            let error = one.verdict.outcome.as_ref().err();
            let reason = error.and_then(|error| error.reason);
            reason == Some(ErrorKind::Budget.into()) || reason == Some(ErrorKind::Cancelled.into())
        };
        if resolutions.iter().any(is_cut_short)
            && let Err(error) = self.state.client.check_may_send()
        {
            self.end.get_or_insert(error);
        }
        let mut resend = Vec::new();
        for (index, one) in group.into_iter().zip(resolutions) {
            if one.may_resend && self.end.is_none() {
                self.state.set_provisional(index, one.verdict);
                self.state.is_refused = true;
                resend.push(index);
            } else {
                self.state.set_verdict(index, one.verdict);
            }
        }
        match split {
            // A group of one always gets a verdict, so this ends.
            Split::Halves => {
                let (first, second) = resend.split_at(resend.len().div_ceil(2));
                for part in [second, first] {
                    if !part.is_empty() {
                        self.queue.push(part.to_vec());
                    }
                }
            }
            Split::Individually => {
                while let Some(index) = resend.pop() {
                    self.queue.push(vec![index]);
                }
            }
        }
        self.state.report();
    }
}

fn no_proof(writes: bool) -> Error {
    let message = "Workfront's response doesn't show the result of the operation";
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = writes;
    error
}
