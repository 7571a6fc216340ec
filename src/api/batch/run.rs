use super::dialect::CANDIDATES;
use super::{Dialect, Operation, attempt, creates, groups, refusal, settle};
use crate::api::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::{Future, Window};

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
struct Sent {
    group: Vec<usize>,
    /// Which of the users that it creates there were before; nothing where that couldn't be found out, and nothing
    /// was sent.
    before: Option<Json>,
    outcome: Result<Vec<Option<Verdict>>>,
}

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
        let mut refusal = None;
        loop {
            let may_go_on = refusal.is_none() && end.is_none() && self.lost < LOST_MAX;
            while may_go_on && window.under_way() < width {
                match queue.pop() {
                    Some(group) if self.is_apart(&group, &twins) => {
                        window.add(self.sending(dialect, group));
                    }
                    other => {
                        queue.extend(other);
                        break;
                    }
                }
            }
            if window.is_idle() {
                if let Some(error) = refusal.take().filter(|_| !accepted) {
                    return Ok(Some(error));
                }
                if let Some(error) = self.given_up(end.take())? {
                    for group in &queue {
                        self.settle_all(group, &error);
                    }
                    return Ok(None);
                }
                let Some(group) = queue.pop() else {
                    return Ok(None);
                };
                if !accepted && !self.those(&group).iter().all(|one| one.is_idempotent()) {
                    if !refusal::accepts(self.client, dialect).await? {
                        return Ok(Some(refused(dialect)));
                    }
                    accepted = true;
                }
                window.add(self.sending(dialect, group));
            }
            let Some(sent) = window.next().await else {
                continue;
            };
            let group = sent.group;
            let error = match sent.outcome {
                Ok(verdicts) => {
                    accepted = true;
                    self.record(&group, verdicts, &mut queue);
                    continue;
                }
                Err(error) => error,
            };
            let Some(before) = sent.before else {
                self.settle_all(&group, &error);
                continue;
            };
            if !accepted {
                // What went out beside it is heard first: it fares alike, or proves the dialect after all.
                match self.is_the_operations_fault(dialect, &error).await {
                    Ok(true) => {}
                    Ok(false) => {
                        queue.push(group);
                        refusal.get_or_insert(error);
                        continue;
                    }
                    Err(unanswered) => {
                        queue.push(group);
                        end.get_or_insert(unanswered);
                        continue;
                    }
                }
            }
            accepted = accepted || refusal::may_be_refusal(&error);
            if settle::stops_everything(&error) {
                queue.push(group);
                end.get_or_insert(error);
            } else if end.is_some() {
                // Nothing more can be asked: what is known is said.
                self.settle_all(&group, &error);
            } else {
                self.after_failure(&group, &error, &before, &mut queue)
                    .await;
            }
        }
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
            let (before, outcome) = match creates::look_up(client, &operations).await {
                Ok(before) => (
                    Some(before),
                    attempt::send(client, dialect, &operations).await,
                ),
                Err(error) => (None, Err(error)),
            };
            Sent {
                group,
                before,
                outcome,
            }
        })
    }

    fn those(&self, group: &[usize]) -> Vec<&'a Operation> {
        group.iter().map(|&index| &self.operations[index]).collect()
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
        queue: &mut Vec<Vec<usize>>,
    ) {
        self.lost = 0;
        for (&index, verdict) in group.iter().zip(verdicts).rev() {
            match verdict {
                Some(verdict) => self.settle(index, verdict),
                None if group.len() > 1 && self.operations[index].is_idempotent() => {
                    queue.push(vec![index]);
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
        error: &Error,
        before: &Json,
        queue: &mut Vec<Vec<usize>>,
    ) {
        self.lost = if settle::is_lost(error) {
            self.lost + 1
        } else {
            0
        };
        let made = match error.kind {
            ErrorKind::RateLimited => Ok(Json::array()),
            _ => creates::look_up(self.client, &self.those(group)).await,
        };
        let alone = group.len() == 1;
        let mut again = Vec::new();
        for &index in group {
            match settle::after(&self.operations[index], error, alone, (&made, before)) {
                Some(verdict) => self.settle(index, verdict),
                None => again.push(index),
            }
        }
        // A group of one always gets its verdict, so groups shrink until each has one.
        let (first, second) = again.split_at(again.len().div_ceil(2));
        for &part in &[second, first] {
            if !part.is_empty() {
                queue.push(part.to_vec());
            }
        }
        self.report();
    }

    /// Why what isn't sent yet stays unsent: the credential or the caller has ended it, and nothing after that would
    /// fare better, or Workfront can't be reached.
    fn given_up(&self, end: Option<Error>) -> Result<Option<Error>> {
        match end {
            Some(error) if self.settled == 0 => Err(error),
            None if self.lost >= LOST_MAX => Ok(Some(Error::new(
                ErrorKind::Network,
                "Not sent: Workfront gave no answer to the requests before this one",
            ))),
            end => Ok(end),
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
