use super::dispatch::{End, send_all};
use super::progress::Tally;
use super::run_state::RunState;
use super::schedule::Schedule;
use super::stopped::Stopped;
use super::{OperationState, Verdict};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::batch::{Dialect, Operation};

/// The outcome of a run.
#[derive(Debug)]
pub struct Report {
    /// A verdict for each operation, in order.
    pub verdicts: Vec<Verdict>,
    /// The dialect that was used.
    pub dialect: Dialect,
    /// Why not every operation was sent or read back, if so.
    pub stopped: Option<Stopped>,
}

/// Runs operations in chunks, and calls `on_progress` with the operations that have a verdict. Costs 1 request a chunk, 1 more
/// for a chunk that creates users, and more where responses are lost or prove too little.
///
/// # Errors
/// Nothing was done: the tenant refuses the dialect or the credential, or nothing was sent.
pub async fn run(
    client: &Client,
    operations: &[Operation],
    chunk_size: usize,
    on_progress: &dyn Fn(Tally),
) -> Result<Report> {
    let mut state = RunState::new(client, operations, chunk_size, on_progress);
    let dialect = send_in_dialects(&mut state).await?;
    let stopped = state.stopped.take();
    let verdicts = state.into_verdicts();
    let is_unsent = |verdict: &Verdict| verdict.state == OperationState::NotAttempted;
    if verdicts.iter().all(is_unsent) {
        let first = verdicts
            .first()
            .and_then(|verdict| verdict.outcome.as_ref().err());
        if let Some(error) = stopped
            .as_ref()
            .map(|stopped| stopped.error.clone())
            .or(first.cloned())
        {
            return Err(error);
        }
    }
    let unsent = verdicts.iter().find(|verdict| is_unsent(verdict));
    let unsent = unsent.and_then(|verdict| verdict.outcome.as_ref().err());
    let stopped = stopped.or_else(|| Some(Stopped::for_unsent(client, unsent?)));
    Ok(Report {
        verdicts,
        dialect,
        stopped,
    })
}

/// Sends all operations in the configured dialect, or tries one dialect after the other until the tenant accepts one.
async fn send_in_dialects(state: &mut RunState<'_>) -> Result<Dialect> {
    let tenant = state.client.tenant();
    let is_auto = tenant.batch_dialect == Dialect::Auto;
    let known = match tenant.batch_dialect {
        Dialect::Auto => tenant.accepted_dialect.get(),
        explicit => Some(explicit),
    };
    let known = match known {
        Some(Dialect::Named(spec)) => Some(spec),
        _ => None,
    };
    let candidates = match &known {
        Some(spec) => std::slice::from_ref(spec),
        None => Dialect::CANDIDATES,
    };
    let mut refused = None;
    let mut is_sure = true;
    for &spec in candidates {
        let is_accepted = (is_auto && known.is_some()) || spec.is_documented;
        let schedule = Schedule::new(state, spec, is_accepted, is_auto);
        let dialect = Dialect::Named(spec);
        match send_all(schedule).await? {
            End::Completed { is_proven } => {
                if is_proven || is_sure {
                    tenant.accepted_dialect.set(Some(dialect));
                }
                return Ok(dialect);
            }
            End::Refused(error) => {
                // A temporary failure of the server must not decide for the rest of the connection.
                is_sure &= error.status != Some(500);
                refused = Some((dialect, error));
            }
        }
    }
    let (dialect, error) = refused.unwrap_or((
        Dialect::Auto,
        Error::new(ErrorKind::Network, "nothing was sent"),
    ));
    let error = error.with_hint(
        "This tenant refuses the batch dialect that the connection names: set batchDialect to 'auto' or 'bulk'.",
    );
    if !state.may_have_done_something() {
        let hint = format!("Nothing was done. {}", error.hint);
        return Err(error.with_hint(hint));
    }
    state.give_up(0..state.operations.len(), &error);
    Ok(dialect)
}
