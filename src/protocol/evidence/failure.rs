//! What the failure of a write means.

use crate::error::{Error, ErrorKind};

/// Whether a transmission that failed with this error may have been carried out. Then the object must be read back.
pub fn may_have_been_done(error: &Error) -> bool {
    match error.status {
        // No response.
        None => matches!(
            error.kind,
            ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Cancelled
        ),
        // A proxy stopped waiting, or Workfront itself failed.
        Some(408 | 499 | 500..) => true,
        // A server without this address doesn't carry the request out.
        Some(404 | 410) => match error.kind {
            ErrorKind::NotFound => false,
            // Workfront names the field that it refuses; another message may be about the address.
            ErrorKind::Validation => !is_from_workfront(error) || error.fields.is_empty(),
            _ => true,
        },
        // Only Workfront reads the body: no server before it returns this status.
        Some(422) => false,
        Some(_) => !is_from_workfront(error),
    }
}

/// Whether a server before Workfront refused the request. The refusal is trusted if reading back doesn't contradict it.
pub fn is_gateway_refusal(error: &Error) -> bool {
    matches!(error.status, Some(300..=407 | 409..=498)) && !is_from_workfront(error)
}

/// Whether Workfront itself refused the only transmission, so that nothing was done.
pub fn is_workfront_refusal(error: &Error) -> bool {
    let by_status = matches!(error.status, Some(400..=407 | 409..=498 | 501));
    by_status && is_from_workfront(error) && !error.after_loss
}

/// Whether Workfront itself wrote the error, rather than a server before it.
pub fn is_from_workfront(error: &Error) -> bool {
    error.workfront_class.is_some() || error.workfront_message.is_some()
}

/// Whether the error shows that there is no such object: Workfront itself must say so.
pub fn shows_absence(error: &Error) -> bool {
    error.kind == ErrorKind::NotFound && is_from_workfront(error)
}

/// The error of a write that may have been done, kind `outcomeUnknown`. `what` completes "It is unknown whether …"; `cause`
/// says why.
pub fn unknown(cause: &Error, what: &str) -> Error {
    let message = format!("It is unknown whether {what}: {}", cause.message);
    let mut unknown = Error::new(ErrorKind::OutcomeUnknown, message);
    unknown.reason = Some(cause.reason.unwrap_or(cause.kind.into()));
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

/// The error that says why the outcome is unknown: the loss of the write, or the failure of reading back if that ended the
/// whole call.
pub fn cause<'a>(lost: &'a Error, unread: &'a Error) -> &'a Error {
    match unread.kind {
        ErrorKind::Cancelled | ErrorKind::Budget => unread,
        _ => lost,
    }
}

/// The error that says why the outcome is unknown where reading back failed as well: [`cause`] with both messages.
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

/// The error of a write that was not done: it was refused, or reading back shows that.
pub fn refused(mut error: Error) -> Error {
    error.maybe_done = false;
    error
}

/// The error of a lost write that was not done, as reading back shows. `what` names the object that was read: "user".
pub fn not_done(lost: Error, what: &str) -> Error {
    let mut lost = refused(lost);
    // The object is there.
    if lost.kind == ErrorKind::NotFound {
        lost.kind = ErrorKind::UnexpectedResponse;
    }
    let hint = format!("The {what} was read back and is unchanged. {}", lost.hint);
    lost.with_hint(hint)
}
