//! What the failure of a write says of it.

use crate::error::{Error, ErrorKind};

/// Whether one transmission of a write that failed so may have been carried out all the same, so that it has to be read
/// back.
pub fn may_have_been_done(error: &Error) -> bool {
    match error.status {
        // No response.
        None => matches!(
            error.kind,
            ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Cancelled
        ),
        // A proxy's words for a request that it gave up, and Workfront's own failures.
        Some(408 | 499 | 500..) => true,
        // Whoever doesn't know what was asked for isn't who does it.
        Some(404 | 410) => error.kind != ErrorKind::NotFound,
        // Only Workfront reads what was sent: no server before it answers so.
        Some(422) => false,
        Some(_) => !is_in_own_words(error),
    }
}

/// Whether an error is a refusal by its status, but not in Workfront's own words: a page or nothing, of a server before it.
/// It counts where reading back shows nothing else.
pub fn is_bare_refusal(error: &Error) -> bool {
    matches!(error.status, Some(300..=407 | 409..=498)) && !is_in_own_words(error)
}

/// Whether Workfront itself refused the only transmission, in words about the call as well: nothing was done by it.
pub fn is_own_refusal(error: &Error) -> bool {
    let by_status = matches!(error.status, Some(400..=407 | 409..=498 | 501));
    by_status && is_in_own_words(error) && !error.after_loss
}

/// Whether an error is one that Workfront itself wrote, rather than a server before it.
pub fn is_in_own_words(error: &Error) -> bool {
    error.workfront_class.is_some() || error.workfront_message.is_some()
}

/// Whether an error shows that there is no such object: only in Workfront's own words.
pub fn shows_absence(error: &Error) -> bool {
    error.kind == ErrorKind::NotFound && is_in_own_words(error)
}

/// The error of a write that may have been done. `what` completes "It is unknown whether …"; the cause is why nothing
/// better is known.
pub fn unknown(cause: &Error, what: &str) -> Error {
    let message = format!("It is unknown whether {what}: {}", cause.message);
    let mut unknown = Error::new(ErrorKind::OutcomeUnknown, message);
    unknown.reason = Some(cause.reason.unwrap_or(cause.kind));
    unknown.status = cause.status;
    unknown.action.clone_from(&cause.action);
    unknown.id.clone_from(&cause.id);
    unknown.fields.clone_from(&cause.fields);
    unknown.workfront_class.clone_from(&cause.workfront_class);
    unknown
        .workfront_message
        .clone_from(&cause.workfront_message);
    unknown
        .workfront_msg_key
        .clone_from(&cause.workfront_msg_key);
    unknown.retry_after_ms = cause.retry_after_ms;
    if !cause.hint.is_empty() {
        unknown.hint = format!("{} {}", unknown.hint, cause.hint);
    }
    unknown
}

/// Which of two errors says why nothing better is known: the loss of a write, or what ended the reading back. That the call
/// was stopped says more than the loss.
pub fn cause<'a>(lost: &'a Error, unread: &'a Error) -> &'a Error {
    match unread.kind {
        ErrorKind::Cancelled | ErrorKind::Budget => unread,
        _ => lost,
    }
}

/// The error that says why nothing better is known, where reading back failed as well.
pub fn unread_cause(lost: &Error, unread: &Error) -> Error {
    let mut cause = cause(lost, unread).clone();
    if cause.kind == lost.kind {
        cause.message = format!(
            "{}; reading back failed too: {}",
            lost.message, unread.message
        );
    }
    cause
}

/// The error of a write that was not done after all: it was refused, or reading back shows so.
pub fn refused(mut error: Error) -> Error {
    error.maybe_done = false;
    error
}

/// The error of a write that was lost, and that reading back shows not to have been done. `what` was read: "user".
pub fn not_done(lost: Error, what: &str) -> Error {
    let mut lost = refused(lost);
    // It is there.
    if lost.kind == ErrorKind::NotFound {
        lost.kind = ErrorKind::UnexpectedResponse;
    }
    let hint = format!("The {what} was read back and is as before. {}", lost.hint);
    lost.with_hint(hint)
}
