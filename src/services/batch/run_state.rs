use super::failures::is_lost;
use super::progress::Tally;
use super::stopped::Stopped;
use super::verdict::OperationState;
use super::{Verdict, groups};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::protocol::batch::Operation;
use std::cell::Cell;

/// After this many requests in a row without a response, no other one is sent.
pub(crate) const MAX_LOST: usize = 2;

/// The operations of a run, and what is known of each.
pub(super) struct RunState<'a> {
    pub(super) client: &'a Client,
    pub(super) operations: &'a [Operation],
    pub(super) chunk_size: usize,
    on_progress: &'a dyn Fn(Tally),
    /// For each operation, whether its order matters because another one names the same object.
    pub(super) contended: Vec<bool>,
    verdicts: Vec<Option<Verdict>>,
    /// The verdict of an operation that will be sent again, in case the run ends before.
    provisional: Vec<Option<Verdict>>,
    /// The operations with a verdict.
    tally: Tally,
    reported: Cell<Tally>,
    /// The number of requests in a row that got no response.
    lost: usize,
    /// The error of the last one.
    last_loss: Option<Error>,
    /// Whether an operation was refused and is sent again.
    pub(super) is_refused: bool,
    /// Why the run was stopped, if it was.
    pub(super) stopped: Option<Stopped>,
}

impl<'a> RunState<'a> {
    pub(super) fn new(
        client: &'a Client,
        operations: &'a [Operation],
        chunk_size: usize,
        on_progress: &'a dyn Fn(Tally),
    ) -> Self {
        RunState {
            client,
            operations,
            chunk_size,
            on_progress,
            contended: groups::contended(operations),
            verdicts: operations.iter().map(|_| None).collect(),
            provisional: operations.iter().map(|_| None).collect(),
            tally: Tally::default(),
            reported: Cell::default(),
            lost: 0,
            last_loss: None,
            is_refused: false,
            stopped: None,
        }
    }

    /// A verdict for each operation, in their order.
    pub(super) fn into_verdicts(self) -> Vec<Verdict> {
        let missing = Error::new(ErrorKind::Network, "the run ended");
        let mut verdicts = Vec::with_capacity(self.verdicts.len());
        for verdict in self.verdicts {
            verdicts.push(verdict.unwrap_or_else(|| Verdict::not_attempted(&missing)));
        }
        verdicts
    }

    /// Whether any operation was done or may have been done.
    pub(super) fn may_have_done_something(&self) -> bool {
        let is_open = |verdict: &Option<Verdict>| {
            let state = verdict.as_ref().map(|verdict| verdict.state);
            matches!(state, Some(OperationState::Done | OperationState::Unknown))
        };
        self.verdicts.iter().any(is_open) || self.provisional.iter().any(is_open)
    }

    /// Whether anything is known of an operation, so that a report is worth more than an error.
    pub(super) fn has_results(&self) -> bool {
        self.tally.done > 0 || self.is_refused || self.may_have_done_something()
    }

    /// Whether each operation has a verdict that says whether it was done.
    pub(super) fn is_known(&self) -> bool {
        let is_known = |verdict: &Option<Verdict>| {
            let state = verdict.as_ref().map(|verdict| verdict.state);
            matches!(state, Some(OperationState::Done | OperationState::NotDone))
        };
        self.verdicts.iter().all(is_known)
    }

    /// Notes that a request failed as a whole.
    pub(super) fn note_loss(&mut self, error: &Error) {
        if is_lost(error) {
            self.lost += 1;
            self.last_loss = Some(error.clone());
        } else {
            self.reset_losses();
        }
    }

    /// Notes that a request got a response.
    pub(super) fn reset_losses(&mut self) {
        self.lost = 0;
    }

    /// Whether so many requests in a row got no response that no other one is sent.
    pub(super) fn has_lost_connection(&self) -> bool {
        self.lost >= MAX_LOST
    }

    /// The error of the last request without a response.
    pub(super) fn last_loss(&self) -> Option<Error> {
        self.last_loss.clone()
    }

    /// The positions of the operations without a verdict.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        let is_open = |(at, verdict): (usize, &Option<Verdict>)| verdict.is_none().then_some(at);
        self.verdicts.iter().enumerate().filter_map(is_open)
    }

    /// The operations at these positions.
    pub(super) fn operations_at(&self, group: &[usize]) -> Vec<&'a Operation> {
        group.iter().map(|&index| &self.operations[index]).collect()
    }

    /// The error of an earlier transmission that may have been carried out, if there was one.
    pub(super) fn earlier_loss(&self, index: usize) -> Option<Error> {
        let verdict = self.provisional[index].as_ref()?;
        let error = verdict.outcome.as_ref().err()?;
        (verdict.state == OperationState::Unknown).then(|| error.clone())
    }

    /// Sets the verdict of an operation that will be sent again, in case the run ends before.
    pub(super) fn set_provisional(&mut self, index: usize, verdict: Verdict) {
        self.provisional[index] = Some(verdict);
    }

    /// Sets the verdict of an operation, without any secret in its error.
    pub(super) fn set_verdict(&mut self, index: usize, mut verdict: Verdict) {
        let operation = &self.operations[index];
        verdict.outcome = verdict.outcome.map_err(|error| {
            let error = self.client.redact(error);
            match operation.id() {
                Some(id) => error.about(id.as_str()),
                None => error,
            }
        });
        if self.verdicts[index].is_none() {
            self.tally.add(verdict.outcome.is_err());
        }
        self.verdicts[index] = Some(verdict);
        self.provisional[index] = None;
    }

    /// Sets the verdicts of operations that won't be sent any more.
    pub(super) fn give_up(&mut self, group: impl IntoIterator<Item = usize>, error: &Error) {
        for index in group {
            if self.verdicts[index].is_none() {
                let known = self.provisional[index].take();
                self.set_verdict(
                    index,
                    known.unwrap_or_else(|| Verdict::not_attempted(error)),
                );
            }
        }
        self.report();
    }

    /// Reports the progress if it changed.
    pub(super) fn report(&self) {
        if self.reported.replace(self.tally) != self.tally {
            (self.on_progress)(self.tally);
        }
    }
}
