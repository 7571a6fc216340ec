use super::verdict::OperationState;
use super::{Verdict, groups};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::protocol::batch::Operation;
use std::cell::Cell;

/// Operations, and what is known of each.
pub(super) struct RunState<'a> {
    pub(super) client: &'a Client,
    pub(super) operations: &'a [Operation],
    pub(super) chunk_size: usize,
    on_progress: &'a dyn Fn(usize),
    /// Whose order counts, because another one names the same object.
    pub(super) contended: Vec<bool>,
    verdicts: Vec<Option<Verdict>>,
    /// What counts of an operation that is to be sent again, should the run end before.
    provisional: Vec<Option<Verdict>>,
    settled: usize,
    reported: Cell<usize>,
    /// How many requests in a row got no response.
    pub(super) lost: usize,
}

impl<'a> RunState<'a> {
    pub(super) fn new(
        client: &'a Client,
        operations: &'a [Operation],
        chunk_size: usize,
        on_progress: &'a dyn Fn(usize),
    ) -> Self {
        RunState {
            client,
            operations,
            chunk_size,
            on_progress,
            contended: groups::contended(operations),
            verdicts: operations.iter().map(|_| None).collect(),
            provisional: operations.iter().map(|_| None).collect(),
            settled: 0,
            reported: Cell::new(0),
            lost: 0,
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

    /// Whether an operation was done, or may have been.
    pub(super) fn may_have_done_something(&self) -> bool {
        let is_open = |verdict: &Option<Verdict>| {
            let state = verdict.as_ref().map(|verdict| verdict.state);
            matches!(state, Some(OperationState::Done | OperationState::Unknown))
        };
        self.verdicts.iter().any(is_open) || self.provisional.iter().any(is_open)
    }

    /// The positions of the operations without a verdict.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        let is_open = |(at, verdict): (usize, &Option<Verdict>)| verdict.is_none().then_some(at);
        self.verdicts.iter().enumerate().filter_map(is_open)
    }

    pub(super) fn those(&self, group: &[usize]) -> Vec<&'a Operation> {
        group.iter().map(|&index| &self.operations[index]).collect()
    }

    /// Why an operation may have been done by an earlier transmission.
    pub(super) fn doubt(&self, index: usize) -> Option<Error> {
        let verdict = self.provisional[index].as_ref()?;
        let error = verdict.outcome.as_ref().err()?;
        (verdict.state == OperationState::Unknown).then(|| error.clone())
    }

    /// What counts of an operation that is to be sent again, should the run end before.
    pub(super) fn set_aside(&mut self, index: usize, verdict: Verdict) {
        self.provisional[index] = Some(verdict);
    }

    pub(super) fn settle(&mut self, index: usize, mut verdict: Verdict) {
        let operation = &self.operations[index];
        verdict.outcome = verdict.outcome.map_err(|error| {
            let error = self.client.redact(error);
            match operation.id() {
                Some(id) => error.about(id.as_str()),
                None => error,
            }
        });
        self.settled += usize::from(self.verdicts[index].is_none());
        self.verdicts[index] = Some(verdict);
        self.provisional[index] = None;
    }

    /// Settles what isn't sent any more.
    pub(super) fn give_up(&mut self, group: impl IntoIterator<Item = usize>, error: &Error) {
        for index in group {
            if self.verdicts[index].is_none() {
                let known = self.provisional[index].take();
                self.settle(
                    index,
                    known.unwrap_or_else(|| Verdict::not_attempted(error)),
                );
            }
        }
        self.report();
    }

    /// How many have a verdict.
    pub(super) fn settled(&self) -> usize {
        self.settled
    }

    pub(super) fn report(&self) {
        if self.reported.replace(self.settled) != self.settled {
            (self.on_progress)(self.settled);
        }
    }
}
