//! Whether a tenant takes a dialect at all.

use super::Operation;
use super::exchange::{Reading, exchange};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::Dialect;
use crate::transport::Method;

/// What a tenant without the dialect answers, whatever was inside.
fn is_refusal(error: &Error) -> bool {
    const WORDS: &[&str] = &[
        "unknown object type",
        "unrecognized uri",
        "unable to find method",
        "not supported",
        "not a top level object",
        "service endpoint",
    ];
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        // Another object's refusal would name that object.
        (text.contains("batch") && WORDS.iter().any(|word| text.contains(word)))
            || text.contains("unrecognized uri")
    };
    match error.status {
        Some(405 | 410 | 415 | 501) => true,
        Some(404) if error.workfront_message.is_none() => true,
        _ => error.workfront_message.as_deref().is_some_and(says),
    }
}

/// Whether the failure may come from the dialect as well as from what was sent in it.
fn may_be_refusal(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Validation
            | ErrorKind::NotFound
            | ErrorKind::Forbidden
            | ErrorKind::Conflict
            | ErrorKind::UnexpectedResponse
    )
}

/// What a failure in a dialect that isn't proven yet says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The tenant doesn't have the dialect.
    Refused,
    /// It may be the dialect, or what was sent in it.
    Open,
    /// The dialect is fine, or nothing is known of it.
    NotIt,
}

/// Whether the failure is that of the dialect. `may_change`: another dialect can be tried.
pub(super) fn doubt(error: &Error, may_change: bool) -> Doubt {
    if is_refusal(error) {
        Doubt::Refused
    } else if may_be_refusal(error) || (may_change && is_own_failure(error)) {
        Doubt::Open
    } else {
        Doubt::NotIt
    }
}

/// Workfront's own failure, which may come at every request to an address that it doesn't have.
fn is_own_failure(error: &Error) -> bool {
    error.status == Some(500)
}

/// Finds out with a read, which changes nothing, whether the tenant takes the dialect.
///
/// # Errors
/// The read got no response: no connection, no credential, no capacity.
pub(super) async fn accepts(client: &Client, dialect: Dialect, may_change: bool) -> Result<bool> {
    if dialect == Dialect::Bulk {
        return Ok(true);
    }
    let read = Operation {
        method: Method::Get,
        object: "user".to_owned(),
        rest: crate::model::Id::parse("search").into_iter().collect(),
        query: "fields=ID&$$LIMIT=1".to_owned(),
        parameters: vec!["fields".to_owned(), "$$limit".to_owned()],
        body: None,
    };
    match exchange(client, dialect, &[&read]).await {
        Ok(readings) => Ok(readings
            .iter()
            .all(|reading| matches!(reading, Reading::Done(_)))),
        Err(error) if doubt(&error, may_change) != Doubt::NotIt => Ok(false),
        Err(error) => Err(error),
    }
}
