//! Groups that failed before the dialect was proven, and finding out whether the tenant takes it.

use super::Verdict;
use super::schedule::{Held, Schedule};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::evidence;

impl Schedule<'_, '_> {
    /// The dialect isn't there: the group waits for another one, or for a response that proves this one after all.
    pub(super) fn refuse(&mut self, group: Vec<usize>, error: &Error) {
        for &index in &group {
            let operation = &self.state.operations[index];
            let is_open = error.maybe_done && !evidence::is_own_refusal(error);
            if is_open && operation.is_write() {
                let doubt = Verdict::unknown(operation.outcome_unknown(error));
                self.state.set_aside(index, doubt);
            }
        }
        self.queue.push(group);
        self.refusal.get_or_insert(error.clone());
    }

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

    /// Nobody knows whether a refusal was that of the dialect: what was refused wasn't done, and isn't sent again.
    fn unprobed(&mut self, held: Held, error: &Error) {
        if held.error.maybe_done {
            return self.failed(held.group, held.attempt, held.error);
        }
        for &index in &held.group {
            if self.state.doubt(index).is_none() {
                self.state
                    .set_aside(index, Verdict::not_done(error.clone(), None));
            }
        }
        self.queue.push(held.group);
    }

    /// The dialect is fine, or can't be asked about: what failed in it failed by itself.
    pub(super) fn release(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.failed(held.group, held.attempt, held.error);
        }
    }
}
