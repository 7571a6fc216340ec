//! Whether a failure means that the tenant doesn't accept a dialect at all.

use crate::error::{Error, ErrorKind};

/// Whether a failure means that the tenant refuses a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DialectRefusal {
    /// The tenant doesn't accept the dialect.
    Certain,
    /// The tenant may refuse the dialect or an operation.
    Possible,
    /// The failure isn't about the dialect.
    None,
}

/// Whether the failure is about the dialect. `may_change`: another dialect can be tried.
pub(crate) fn dialect_refusal(error: &Error, may_change: bool) -> DialectRefusal {
    if is_refusal(error) {
        DialectRefusal::Certain
    } else if may_be_refusal(error) || (may_change && is_server_failure(error)) {
        DialectRefusal::Possible
    } else {
        DialectRefusal::None
    }
}

/// Whether a tenant without the dialect returns this error for any operation.
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
        // A refusal of another object would name that object.
        (text.contains("batch") && WORDS.iter().any(|word| text.contains(word)))
            || text.contains("unrecognized uri")
    };
    match error.status {
        Some(405 | 410 | 415 | 501) => true,
        Some(404) if error.workfront_message.is_none() => true,
        _ => error.workfront_message.as_deref().is_some_and(says),
    }
}

/// Whether the failure may be about the dialect or about an operation.
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

/// Workfront's own failure, which some tenants return for any unknown path.
fn is_server_failure(error: &Error) -> bool {
    error.status == Some(500)
}
