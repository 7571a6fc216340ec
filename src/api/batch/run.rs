use super::dialect::CANDIDATES;
use super::settle::{self, Failure};
use super::{Dialect, Operation, attempt, creates, groups, refusal};
use crate::api::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::join_all;
use std::collections::{HashSet, VecDeque};

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

/// After this many groups in a row without an answer, the rest isn't sent.
const LOST_MAX: usize = 2;

struct Run<'a> {
    client: &'a Client,
    operations: &'a [Operation],
    chunk_size: usize,
    progress: &'a dyn Fn(usize),
    verdicts: Vec<Option<Verdict>>,
    lost: usize,
}

impl Run<'_> {
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
        let all = 0..self.operations.len();
        let mut queue = groups::split(dialect, self.operations, all, self.chunk_size);
        while let Some(group) = queue.pop_front() {
            let group = match self.beside(group, accepted, &mut queue) {
                Ok(wave) => {
                    if self.side_by_side(dialect, wave, &mut queue).await? {
                        continue;
                    }
                    break;
                }
                Err(group) => group,
            };
            let operations: Vec<&Operation> =
                group.iter().map(|&index| &self.operations[index]).collect();
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
                    self.lost = 0;
                    self.record(&group, verdicts, &mut queue);
                }
                Err(error) => {
                    if !accepted && !self.is_the_operations_fault(dialect, &error).await? {
                        return Ok(Some(error));
                    }
                    accepted = accepted || refusal::may_be_refusal(&error);
                    if settle::stops_everything(&error) {
                        self.stop(group, queue, &error)?;
                        break;
                    }
                    let failure = Failure { error, before };
                    self.after_failure(&group, failure, &mut queue).await;
                }
            }
            if self.lost >= LOST_MAX {
                self.leave(queue);
                break;
            }
        }
        Ok(None)
    }

    /// The groups that may go out beside this one, itself first: all change objects of their own, and once or twice
    /// is the same. Gives it back where it goes alone: until the dialect is proven, and for all that makes something.
    fn beside(
        &self,
        group: Vec<usize>,
        accepted: bool,
        queue: &mut VecDeque<Vec<usize>>,
    ) -> std::result::Result<Vec<Vec<usize>>, Vec<usize>> {
        let width = self.client.tenant().policy.concurrency as usize;
        let mut seen: HashSet<&str> = HashSet::new();
        if !accepted || !self.is_apart(&group, &mut seen) {
            return Err(group);
        }
        let mut wave = vec![group];
        while wave.len() < width
            && queue
                .front()
                .is_some_and(|next| self.is_apart(next, &mut seen))
        {
            wave.extend(queue.pop_front());
        }
        match wave.len() {
            1 => Err(wave.remove(0)),
            _ => Ok(wave),
        }
    }

    fn is_apart<'seen>(&'seen self, group: &[usize], seen: &mut HashSet<&'seen str>) -> bool {
        group.iter().all(|&index| {
            let operation = &self.operations[index];
            let id = operation.id().map(|id| id.as_str());
            operation.is_idempotent() && id.is_some_and(|id| seen.insert(id))
        })
    }

    /// Sends groups at once, and tells whether to go on.
    async fn side_by_side(
        &mut self,
        dialect: Dialect,
        wave: Vec<Vec<usize>>,
        queue: &mut VecDeque<Vec<usize>>,
    ) -> Result<bool> {
        let (client, operations) = (self.client, self.operations);
        let sent = wave.iter().map(|group| async move {
            let own: Vec<&Operation> = group.iter().map(|&index| &operations[index]).collect();
            attempt::send(client, dialect, &own).await
        });
        let outcomes = join_all(sent).await;
        let end = outcomes.iter().find_map(|outcome| {
            let error = outcome.as_ref().err();
            error
                .filter(|error| settle::stops_everything(error))
                .cloned()
        });
        for (group, outcome) in wave.into_iter().zip(outcomes) {
            match outcome {
                Ok(verdicts) => {
                    self.lost = 0;
                    self.record(&group, verdicts, queue);
                }
                // Nothing more can be asked: what is known is said.
                Err(error) if end.is_some() && !settle::stops_everything(&error) => {
                    self.settle_all(&group, &error);
                }
                Err(_) if end.is_some() => queue.push_front(group),
                Err(error) => {
                    let failure = Failure {
                        error,
                        before: Vec::new(),
                    };
                    self.after_failure(&group, failure, queue).await;
                }
            }
        }
        if let Some(error) = end {
            self.stop(Vec::new(), std::mem::take(queue), &error)?;
            return Ok(false);
        }
        if self.lost >= LOST_MAX {
            self.leave(std::mem::take(queue));
            return Ok(false);
        }
        Ok(true)
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
        let operations: Vec<&Operation> =
            group.iter().map(|&index| &self.operations[index]).collect();
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
    fn stop(
        &mut self,
        group: Vec<usize>,
        queue: VecDeque<Vec<usize>>,
        error: &Error,
    ) -> Result<()> {
        if self.verdicts.iter().all(Option::is_none) {
            return Err(error.clone());
        }
        self.settle_all(&group, error);
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
        self.verdicts[index] = Some(verdict);
    }

    fn report(&self) {
        (self.progress)(
            self.verdicts
                .iter()
                .filter(|verdict| verdict.is_some())
                .count(),
        );
    }
}

fn refused(dialect: Dialect) -> Error {
    let message = format!(
        "Workfront refuses batches in the dialect '{}'",
        dialect.as_str()
    );
    Error::new(ErrorKind::NotFound, message)
}
