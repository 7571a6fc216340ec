//! Groups that failed before a response proved that the tenant accepts the dialect.

use super::Verdict;
use super::schedule::{Held, Schedule};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::evidence;

impl Schedule<'_, '_> {
    /// The tenant refused the dialect. The group waits for another dialect, or for a response that proves this one.
    pub(super) fn refuse(&mut self, group: Vec<usize>, error: &Error) {
        for &index in &group {
            let operation = &self.state.operations[index];
            let may_be_done = error.maybe_done && !evidence::is_workfront_refusal(error);
            if may_be_done && operation.is_write() {
                let unknown = Verdict::unknown(operation.outcome_unknown(error));
                self.state.set_provisional(index, unknown);
            }
        }
        self.queue.push(group);
        self.refusal.get_or_insert(error.clone());
    }

    /// Handles the result of the probe.
    pub(super) fn probed(&mut self, outcome: Result<bool>) {
        self.is_probing = false;
        match outcome {
            Ok(true) => {
                self.is_accepted = true;
                self.release();
            }
            Ok(false) if self.is_accepted => {}
            Ok(false) => {
                for held in std::mem::take(&mut self.held) {
                    self.refuse(held.group, &held.error);
                }
                let message = format!(
                    "Workfront refuses batches in the dialect '{}'",
                    self.dialect.name
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

    /// The probe failed, so it is unknown whether the dialect was refused. A refused operation was not done and isn't sent
    /// again.
    fn unprobed(&mut self, held: Held, error: &Error) {
        if held.error.maybe_done {
            return self.failed(held.group, held.attempt, held.error);
        }
        for &index in &held.group {
            if self.state.earlier_loss(index).is_none() {
                self.state
                    .set_provisional(index, Verdict::not_done(error.clone(), None));
            }
        }
        self.queue.push(held.group);
    }

    /// The tenant accepts the dialect: the failures are those of the operations.
    pub(super) fn release(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.failed(held.group, held.attempt, held.error);
        }
    }
}
