//! Whether a failure means that the tenant doesn't accept a dialect at all.

use crate::error::{Error, ErrorKind};

/// What a failure says of a dialect that isn't proven yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The tenant doesn't have the dialect.
    Refused,
    /// It may be the dialect, or what was sent in it.
    Open,
    /// The dialect is fine, or nothing is known of it.
    None,
}

/// Whether the failure is that of the dialect. `may_change`: another dialect can be tried.
pub(crate) fn doubt_of(error: &Error, may_change: bool) -> Doubt {
    if is_refusal(error) {
        Doubt::Refused
    } else if may_be_refusal(error) || (may_change && is_server_failure(error)) {
        Doubt::Open
    } else {
        Doubt::None
    }
}

/// Whether it is the response of a tenant without the dialect, whatever was inside.
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

/// Workfront's own failure, which may come at every request to an address that it doesn't have.
fn is_server_failure(error: &Error) -> bool {
    error.status == Some(500)
}
