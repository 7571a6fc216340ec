use super::schedule::{End, Schedule};
use super::verdict::OperationState;
use super::{Operation, Verdict, groups};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{CANDIDATES, Dialect};
use std::cell::Cell;

/// What became of all of them.
#[derive(Debug)]
pub struct Report {
    /// A verdict for each operation, in their order.
    pub verdicts: Vec<Verdict>,
    /// The dialect that carried them.
    pub dialect: Dialect,
}

/// Runs operations in chunks, and tells `progress` how many have a verdict.
///
/// # Errors
/// Nothing was done: the tenant refuses the dialect, or the credential.
pub async fn run(
    client: &Client,
    operations: &[Operation],
    chunk_size: usize,
    progress: &dyn Fn(usize),
) -> Result<Report> {
    let mut run = Run {
        client,
        operations,
        chunk_size,
        progress,
        contended: groups::contended(operations),
        verdicts: operations.iter().map(|_| None).collect(),
        provisional: operations.iter().map(|_| None).collect(),
        settled: 0,
        reported: Cell::new(0),
        lost: 0,
    };
    let dialect = run.everything().await?;
    let missing = Error::new(ErrorKind::Network, "the run ended");
    let mut verdicts = Vec::with_capacity(operations.len());
    for verdict in run.verdicts {
        verdicts.push(verdict.unwrap_or_else(|| Verdict::not_attempted(&missing)));
    }
    Ok(Report { verdicts, dialect })
}

/// Operations, and what is known of each.
pub(super) struct Run<'a> {
    pub(super) client: &'a Client,
    pub(super) operations: &'a [Operation],
    pub(super) chunk_size: usize,
    progress: &'a dyn Fn(usize),
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

impl<'a> Run<'a> {
    async fn everything(&mut self) -> Result<Dialect> {
        let tenant = self.client.tenant();
        let configured = tenant.batch_dialect;
        let known = match configured {
            Dialect::Auto => tenant.accepted_dialect.get(),
            explicit => Some(explicit),
        };
        let candidates = known.as_slice();
        let candidates = if candidates.is_empty() {
            CANDIDATES
        } else {
            candidates
        };
        let is_auto = configured == Dialect::Auto;
        let mut refused = None;
        let mut is_sure = true;
        for &dialect in candidates {
            let accepted = (is_auto && known.is_some()) || dialect == Dialect::Bulk;
            match Schedule::new(self, dialect, accepted, is_auto)
                .run()
                .await?
            {
                End::Carried { proven } => {
                    if proven || is_sure {
                        tenant.accepted_dialect.set(Some(dialect));
                    }
                    return Ok(dialect);
                }
                End::Refused(error) => {
                    // A server that is out of order for a moment shouldn't decide for good.
                    is_sure &= error.status != Some(500);
                    refused = Some((dialect, error));
                }
            }
        }
        let (dialect, error) = refused.unwrap_or((
            Dialect::Bulk,
            Error::new(ErrorKind::Network, "nothing was sent"),
        ));
        let error = error.with_hint(
            "This tenant refuses the batch dialect that the connection names: set batchDialect to 'auto' or 'bulk'.",
        );
        if !self.may_have_done_something() {
            let hint = format!("Nothing was done. {}", error.hint);
            return Err(error.with_hint(hint));
        }
        self.give_up(0..self.operations.len(), &error);
        Ok(dialect)
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
            (self.progress)(self.settled);
        }
    }
}
