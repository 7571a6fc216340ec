//! After a whole request failed: what is known of each operation, and what may be sent again.

use super::{Operation, Verdict, creates};
use crate::api::Client;
use crate::error::{Error, ErrorKind};

/// A request that failed as a whole, and which of its users there were before.
#[derive(Debug)]
pub(super) struct Failure {
    pub error: Error,
    pub before: Vec<String>,
}

/// The operations that create users which can be looked up.
pub(super) fn creates<'a>(group: &[&'a Operation]) -> Vec<&'a Operation> {
    group
        .iter()
        .copied()
        .filter(|operation| operation.creates_user())
        .collect()
}

/// Whether nothing that comes after could succeed.
pub(super) fn stops_everything(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Unauthorized | ErrorKind::Cancelled)
}

/// Whether the answer was lost, or never given.
pub(super) fn is_lost(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout)
        || matches!(error.status, Some(502..=504))
}

/// A verdict for each operation, in order; none where it may be sent again.
pub(super) async fn after(
    client: &Client,
    group: &[&Operation],
    failure: &Failure,
) -> Vec<Option<Verdict>> {
    let error = &failure.error;
    if error.kind == ErrorKind::RateLimited {
        // Refused before anything was done.
        return group.iter().map(|_| Some(Err(error.clone()))).collect();
    }
    let creates = creates(group);
    let made = if creates.is_empty() {
        Ok(Vec::new())
    } else {
        creates::look_up(client, &creates).await
    };
    let alone = group.len() == 1;
    group
        .iter()
        .map(|operation| {
            if operation.creates_user() {
                return match &made {
                    Ok(users) => match creates::made_by(operation, users, &failure.before) {
                        Some(user) => Some(Ok(user)),
                        None => not_made(error, alone),
                    },
                    Err(_) => Some(Err(outcome_unknown(error))),
                };
            }
            if !operation.is_idempotent() {
                return Some(Err(if is_definite(error) {
                    error.clone()
                } else {
                    outcome_unknown(error)
                }));
            }
            // Sent again by the retries below this layer already, where that could help.
            (alone || is_lost(error)).then(|| Err(error.clone()))
        })
        .collect()
}

/// A create that hasn't shown: it may still come where the answer was lost, else it was refused with the others.
fn not_made(error: &Error, alone: bool) -> Option<Verdict> {
    if is_lost(error) {
        return Some(Err(outcome_unknown(error)));
    }
    alone.then(|| Err(error.clone()))
}

/// Whether the failure says that nothing was done.
fn is_definite(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Validation | ErrorKind::NotFound | ErrorKind::Forbidden | ErrorKind::Conflict
    )
}

fn outcome_unknown(error: &Error) -> Error {
    let mut unknown = self::unknown(&error.message);
    unknown.status = error.status;
    unknown
}

/// It may have happened or not.
pub(super) fn unknown(why: &str) -> Error {
    Error::new(
        ErrorKind::OutcomeUnknown,
        format!("It is unknown whether this was done: {why}"),
    )
}
