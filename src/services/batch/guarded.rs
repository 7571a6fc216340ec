//! A run without the operations that a guard holds back.

use super::{OperationState, Stopped, Tally, Verdict, run};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::batch::{Dialect, Operation};
use crate::services::guards::{self, GuardOptions, Watched};

/// The outcome of a run with guards.
#[derive(Debug)]
pub struct GuardedReport {
    /// A verdict for each operation, in order.
    pub verdicts: Vec<Verdict>,
    /// The dialect that was used; `None` if nothing was sent.
    pub dialect: Option<Dialect>,
    /// Why not every operation was sent or read back, if so.
    pub stopped: Option<Stopped>,
    /// In a dry run: the error with which the limit would stop it.
    pub would_stop: Option<Error>,
}

/// Judges the operations, and runs those that no guard holds back; in a dry run none. Calls `on_progress` with the operations
/// that have a verdict. Costs as many requests as [`guards::check`] and [`run`].
///
/// # Errors
/// Nothing was done: as for [`run`]; a read of the guards failed; kind `forbidden` with the reason `limit`, if more people would
/// be shut out than may be.
pub async fn run_guarded(
    client: &Client,
    operations: &[Operation],
    chunk_size: usize,
    options: GuardOptions,
    on_progress: &dyn Fn(Tally),
) -> Result<GuardedReport> {
    let watched = Watched::of(client);
    let mut guarded = Vec::with_capacity(operations.len());
    for operation in operations {
        guarded.push(guards::recognise_operation(operation, watched));
    }
    let mut checked = guards::check(client, &guarded, options).await?;
    let refusals = std::mem::take(&mut checked.refusals);
    let mut open = Vec::with_capacity(operations.len());
    for (operation, refusal) in operations.iter().zip(&refusals) {
        if refusal.is_none() {
            open.push(operation.clone());
        }
    }
    let refused = Tally {
        done: operations.len() - open.len(),
        failed: operations.len() - open.len(),
    };
    let mut report = GuardedReport {
        verdicts: Vec::new(),
        dialect: None,
        stopped: None,
        would_stop: None,
    };
    let mut sent = Vec::new();
    if options.dry_run {
        report.would_stop = checked.limit.take().map(|error| client.redact(error));
        sent.extend(open.iter().map(|_| Verdict::planned()));
    } else if let Some(error) = checked.limit {
        return Err(error);
    } else if !open.is_empty() {
        let on_sent = |tally: Tally| on_progress(refused.plus(tally));
        match run(client, &open, chunk_size, &on_sent).await {
            Ok(end) => {
                sent = end.verdicts;
                (report.dialect, report.stopped) = (Some(end.dialect), end.stopped);
            }
            Err(error) => {
                let may_be_done = error.maybe_done || error.kind == ErrorKind::OutcomeUnknown;
                checked.end(|_| may_be_done);
                return Err(error);
            }
        }
    }
    let mut sent = sent.into_iter();
    for refusal in refusals {
        report.verdicts.extend(match refusal {
            Some(error) => Some(Verdict::held_back(client.redact(error))),
            None => sent.next(),
        });
    }
    checked.end(|at| {
        let state = report.verdicts.get(at).map(|verdict| verdict.state);
        matches!(state, Some(OperationState::Done | OperationState::Unknown))
    });
    Ok(report)
}
