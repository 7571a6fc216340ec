use super::dialect::CANDIDATES;
use super::settle::{self, Failure};
use super::{Dialect, Operation, attempt, creates, groups, refusal};
use crate::api::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::{Future, Window};
use std::collections::VecDeque;

/// What became of one operation: Workfront's data, or why it failed.
pub type Verdict = Result<Json>;

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
    let verdicts = operations.iter().map(|_| None).collect();
    let mut run = Run {
        client,
        operations,
        chunk_size,
        progress,
        verdicts,
        settled: 0,
        lost: 0,
    };
    let dialect = run.everything().await?;
    let verdicts = run
        .verdicts
        .into_iter()
        .map(|verdict| verdict.unwrap_or_else(no_verdict))
        .collect();
    Ok(Report { verdicts, dialect })
}

fn no_verdict() -> Verdict {
    Err(Error::new(
        ErrorKind::Internal,
        "The operation has no verdict",
    ))
}

/// A group, and what became of it.
type Sent = (Vec<usize>, Result<Vec<Option<Verdict>>>);

/// After this many groups in a row without an answer, the rest isn't sent.
const LOST_MAX: usize = 2;

struct Run<'a> {
    client: &'a Client,
    operations: &'a [Operation],
    chunk_size: usize,
    progress: &'a dyn Fn(usize),
    verdicts: Vec<Option<Verdict>>,
    settled: usize,
    lost: usize,
}

impl<'a> Run<'a> {
    async fn everything(&mut self) -> Result<Dialect> {
        let tenant = self.client.tenant();
        let configured = tenant.batch_dialect;
        let settled = match configured {
            Dialect::Auto => tenant.accepted_dialect.get(),
            explicit => Some(explicit),
        };
        let candidates = settled.as_slice();
        let candidates = if candidates.is_empty() {
            CANDIDATES
        } else {
            candidates
        };
        let mut refused = None;
        for &dialect in candidates {
            let known = configured == Dialect::Auto && settled.is_some();
            match self
                .in_dialect(dialect, known || dialect == Dialect::Bulk)
                .await?
            {
                None => {
                    tenant.accepted_dialect.set(Some(dialect));
                    return Ok(dialect);
                }
                Some(error) => refused = Some(error),
            }
        }
        let error =
            refused.unwrap_or_else(|| Error::new(ErrorKind::Internal, "No dialect is left"));
        Err(error.with_hint(
            "This tenant refuses the batch dialect that the connection names, and nothing was done: \
             set batchDialect to 'auto' or 'bulk'.",
        ))
    }

    /// Sends all that has no verdict yet; the error is the tenant's refusal of the dialect.
    async fn in_dialect(&mut self, dialect: Dialect, mut accepted: bool) -> Result<Option<Error>> {
        let twins = groups::twins(self.operations);
        let mut queue = groups::split(dialect, self.operations, &twins, self.chunk_size);
        let mut window = Window::default();
        let width = self.client.tenant().policy.concurrency as usize;
        let mut end = None;
        loop {
            while accepted && end.is_none() && self.lost < LOST_MAX && window.under_way() < width {
                match queue.front() {
                    Some(group) if self.is_apart(group, &twins) => {}
                    _ => break,
                }
                if let Some(group) = queue.pop_front() {
                    window.add(self.sending(dialect, group));
                }
            }
            if let Some((group, outcome)) = window.next().await {
                self.hear(group, outcome, &mut end, &mut queue).await;
                continue;
            }
            // Nothing is under way.
            if let Some(error) = end {
                self.stop(queue, &error)?;
                break;
            }
            if self.lost >= LOST_MAX {
                self.leave(queue);
                break;
            }
            let Some(group) = queue.pop_front() else {
                break;
            };
            let operations = self.those(&group);
            if !accepted && !operations.iter().all(|operation| operation.is_idempotent()) {
                if !refusal::accepts(self.client, dialect).await? {
                    return Ok(Some(refused(dialect)));
                }
                accepted = true;
            }
            let before = match self.before(&operations).await {
                Ok(before) => before,
                Err(error) => {
                    self.settle_all(&group, &error);
                    continue;
                }
            };
            match attempt::send(self.client, dialect, &operations).await {
                Ok(verdicts) => {
                    accepted = true;
                    self.record(&group, verdicts, &mut queue);
                }
                Err(error) => {
                    if !accepted && !self.is_the_operations_fault(dialect, &error).await? {
                        return Ok(Some(error));
                    }
                    accepted = accepted || refusal::may_be_refusal(&error);
                    if settle::stops_everything(&error) {
                        queue.push_front(group);
                        end = Some(error);
                        continue;
                    }
                    let failure = Failure { error, before };
                    self.after_failure(&group, failure, &mut queue).await;
                }
            }
        }
        Ok(None)
    }

    /// Whether a group may go out beside others: all change objects of their own, and once or twice is the same.
    fn is_apart(&self, group: &[usize], twins: &[bool]) -> bool {
        group.iter().all(|&index| {
            let operation = &self.operations[index];
            !twins[index] && operation.is_idempotent() && operation.id().is_some()
        })
    }

    fn sending(&self, dialect: Dialect, group: Vec<usize>) -> Future<'a, Sent> {
        let (client, operations) = (self.client, self.those(&group));
        Box::pin(async move {
            let outcome = attempt::send(client, dialect, &operations).await;
            (group, outcome)
        })
    }

    /// Takes in what became of a group that went out beside others.
    async fn hear(
        &mut self,
        group: Vec<usize>,
        outcome: Result<Vec<Option<Verdict>>>,
        end: &mut Option<Error>,
        queue: &mut VecDeque<Vec<usize>>,
    ) {
        match outcome {
            Ok(verdicts) => self.record(&group, verdicts, queue),
            Err(error) if settle::stops_everything(&error) => {
                queue.push_front(group);
                end.get_or_insert(error);
            }
            // Nothing more can be asked: what is known is said.
            Err(error) if end.is_some() => self.settle_all(&group, &error),
            Err(error) => {
                let before = Vec::new();
                let failure = Failure { error, before };
                self.after_failure(&group, failure, queue).await;
            }
        }
    }

    fn those(&self, group: &[usize]) -> Vec<&'a Operation> {
        group.iter().map(|&index| &self.operations[index]).collect()
    }

    async fn before(&self, operations: &[&Operation]) -> Result<Vec<String>> {
        let creates = settle::creates(operations);
        if creates.is_empty() {
            return Ok(Vec::new());
        }
        Ok(creates::ids(
            &creates::look_up(self.client, &creates).await?,
        ))
    }

    /// Whether a dialect that isn't proven yet is fine, and the failure that of what it carried.
    async fn is_the_operations_fault(&self, dialect: Dialect, error: &Error) -> Result<bool> {
        if refusal::is_refusal(error) {
            return Ok(false);
        }
        if !refusal::may_be_refusal(error) {
            return Ok(true);
        }
        refusal::accepts(self.client, dialect).await
    }

    fn record(
        &mut self,
        group: &[usize],
        verdicts: Vec<Option<Verdict>>,
        queue: &mut VecDeque<Vec<usize>>,
    ) {
        self.lost = 0;
        for (&index, verdict) in group.iter().zip(verdicts).rev() {
            match verdict {
                Some(verdict) => self.settle(index, verdict),
                None if group.len() > 1 && self.operations[index].is_idempotent() => {
                    queue.push_front(vec![index]);
                }
                None => self.settle(
                    index,
                    Err(settle::unknown("Workfront's answer doesn't mention it")),
                ),
            }
        }
        self.report();
    }

    async fn after_failure(
        &mut self,
        group: &[usize],
        failure: Failure,
        queue: &mut VecDeque<Vec<usize>>,
    ) {
        self.lost = if settle::is_lost(&failure.error) {
            self.lost + 1
        } else {
            0
        };
        let operations = self.those(group);
        let outcomes = settle::after(self.client, &operations, &failure).await;
        let mut again = Vec::new();
        for (&index, outcome) in group.iter().zip(outcomes) {
            match outcome {
                Some(verdict) => self.settle(index, verdict),
                None => again.push(index),
            }
        }
        // A group of one always gets its verdict, so groups shrink until each has one.
        let half = again.len().div_ceil(2);
        let second = again.split_off(half);
        for part in [second, again] {
            if !part.is_empty() {
                queue.push_front(part);
            }
        }
        self.report();
    }

    /// The credential or the caller ends it: nothing after this would fare better.
    fn stop(&mut self, queue: VecDeque<Vec<usize>>, error: &Error) -> Result<()> {
        if self.settled == 0 {
            return Err(error.clone());
        }
        for group in queue {
            self.settle_all(&group, error);
        }
        Ok(())
    }

    /// Workfront can't be reached: what isn't sent yet stays unsent.
    fn leave(&mut self, queue: VecDeque<Vec<usize>>) {
        let error = Error::new(
            ErrorKind::Network,
            "Not sent: Workfront gave no answer to the requests before this one",
        );
        for group in queue {
            self.settle_all(&group, &error);
        }
    }

    fn settle_all(&mut self, group: &[usize], error: &Error) {
        for &index in group {
            self.settle(index, Err(error.clone()));
        }
        self.report();
    }

    fn settle(&mut self, index: usize, verdict: Verdict) {
        let operation = &self.operations[index];
        let scrubbed = verdict.map_err(|error| self.client.scrub(error));
        let verdict = scrubbed.map_err(|error| match operation.id() {
            Some(id) => error.about(id.as_str()),
            None => error,
        });
        self.settled += usize::from(self.verdicts[index].is_none());
        self.verdicts[index] = Some(verdict);
    }

    fn report(&self) {
        (self.progress)(self.settled);
    }
}

fn refused(dialect: Dialect) -> Error {
    let message = format!(
        "Workfront refuses batches in the dialect '{}'",
        dialect.as_str()
    );
    Error::new(ErrorKind::NotFound, message)
}
