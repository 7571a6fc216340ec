//! Whether a tenant takes a dialect at all.

use super::{Dialect, Operation, attempt};
use crate::api::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::Method;

/// What a tenant without the dialect answers, whatever was inside.
pub(super) fn is_refusal(error: &Error) -> bool {
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
pub(super) fn may_be_refusal(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Validation
            | ErrorKind::NotFound
            | ErrorKind::Forbidden
            | ErrorKind::Conflict
            | ErrorKind::UnexpectedResponse
    )
}

/// Finds out with a read, which changes nothing, whether the tenant takes the dialect.
///
/// # Errors
/// The question got no answer: no connection, no credential, no capacity.
pub(super) async fn accepts(client: &Client, dialect: Dialect) -> Result<bool> {
    if dialect == Dialect::Bulk {
        return Ok(true);
    }
    let read = Operation {
        method: Method::Get,
        object: "user".to_owned(),
        rest: crate::api::Id::parse("search").into_iter().collect(),
        query: "fields=ID&$$LIMIT=1".to_owned(),
        body: None,
    };
    match attempt::send(client, dialect, &[&read]).await {
        Ok(verdicts) => Ok(verdicts
            .iter()
            .all(|verdict| matches!(verdict, Some(Ok(_))))),
        Err(error) if is_refusal(&error) || may_be_refusal(&error) => Ok(false),
        Err(error) => Err(error),
    }
}
