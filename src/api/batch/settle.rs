//! After a whole request failed: what is known of each operation, and what may be sent again.

use super::{Operation, Verdict, creates};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;

/// Whether nothing that comes after could succeed.
pub(super) fn stops_everything(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Unauthorized | ErrorKind::Cancelled | ErrorKind::Budget
    )
}

/// Whether the answer was lost, or never given.
pub(super) fn is_lost(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout)
        || matches!(error.status, Some(502..=504))
}

/// What is known of an operation whose request failed with this error; nothing where it may be sent again.
/// `alone`: the request carried nothing else. `made`: the users there now, and those there before.
pub(super) fn after(
    operation: &Operation,
    error: &Error,
    alone: bool,
    made: (&Result<Json>, &Json),
) -> Option<Verdict> {
    if error.kind == ErrorKind::RateLimited {
        // Refused before anything was done.
        return Some(Err(error.clone()));
    }
    if operation.creates_user() {
        return match made {
            (Ok(now), before) => match creates::made_by(operation, now, before) {
                Some(user) => Some(Ok(user)),
                None => not_made(error, alone),
            },
            (Err(_), _) => Some(Err(outcome_unknown(error))),
        };
    }
    if !operation.is_idempotent() && !is_definite(error) {
        return Some(Err(outcome_unknown(error)));
    }
    // Sent again by the retries below this layer already, where that could help.
    let is_final = alone || is_lost(error) || !operation.is_idempotent();
    is_final.then(|| Err(error.clone()))
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
