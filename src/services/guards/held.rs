//! The errors of writes that are held back.

use crate::error::{Error, ErrorKind, GuardReason, Reason, RemedyValue};
use crate::model::Id;

/// Whether a guard held a write back, or the limit a run.
pub(crate) fn is_held(error: &Error) -> bool {
    matches!(error.reason, Some(Reason::Guard(_)))
}

fn held(reason: GuardReason, id: &str, message: String, hint: &str) -> Error {
    Error::guarded(reason, message)
        .about(id)
        .with_hint(format!("The user was not changed. {hint}"))
}

pub(super) fn own_user(id: &str) -> Error {
    held(
        GuardReason::OwnUser,
        id,
        format!("User {id} is the connection's own user and must not be shut out"),
        "Leave this user out, or use the credential of another user.",
    )
}

pub(super) fn own_key() -> Error {
    Error::guarded(
        GuardReason::OwnUser,
        "This would clear the API key of the connection's own user, whatever user it names",
    )
    .with_hint("Nothing was changed. Clear it in Workfront, or use the credential of another user.")
}

pub(super) fn everyone() -> Error {
    Error::guarded(
        GuardReason::OwnUser,
        "This write names no user, so it could shut out everyone, the connection's own user included",
    )
    .with_hint("Nothing was changed. Name the users by their IDs; do in Workfront itself what concerns everyone.")
}

pub(super) fn pending(id: &str) -> Error {
    held(
        GuardReason::Pending,
        id,
        format!(
            "User {id} waits for an approval: the account can't be deactivated, and becomes active when the approval clears"
        ),
        "Leave isActive out to change other fields; deactivate the user when the account is active, or run deactivate with pending: 'reject', which deletes the user.",
    )
}

pub(super) fn administrator(id: &str, is_known: bool) -> Error {
    let message = match is_known {
        true => format!("User {id} is an administrator"),
        false => format!("Workfront doesn't show whether user {id} is an administrator"),
    };
    held(
        GuardReason::Administrator,
        id,
        message,
        "Set includeAdministrators to true if administrators may be shut out too.",
    )
    .with_remedy("includeAdministrators", RemedyValue::Flag(true))
}

pub(super) fn last_administrator(id: &str, is_own_known: bool) -> Error {
    let message = match is_own_known {
        true => {
            format!("User {id} is the last active administrator besides the connection's own user")
        }
        false => format!(
            "User {id} is one of the last two active administrators, and the other one may be the connection's own user"
        ),
    };
    held(
        GuardReason::LastAdministrator,
        id,
        message,
        "Make another user an administrator first.",
    )
}

pub(super) fn administrators_unknown(id: &str, cause: &Error) -> Error {
    held(
        GuardReason::LastAdministrator,
        id,
        format!(
            "User {id} may be the last active administrator; the others can't be read: {}",
            cause.message
        ),
        "Check that the connection's user may search users by their access level.",
    )
}

pub(super) fn unprotects(id: &str, field: &str, what: &str) -> Error {
    held(
        GuardReason::Protected,
        id,
        format!(
            "User {id} is protected by the connection's option protect: {what}. This change of '{field}' would end that"
        ),
        "Leave the field out, keep in it what protects the user, or change the option.",
    )
}

pub(super) fn protected(id: &str, what: &str) -> Error {
    held(
        GuardReason::Protected,
        id,
        format!("User {id} is protected by the connection's option protect: {what}"),
        "Leave this user out, or change the option.",
    )
}

/// The error for a person whom Workfront doesn't show.
pub(super) fn not_found(id: &Id) -> Error {
    Error::new(ErrorKind::NotFound, format!("There is no user {id}"))
        .about(id.as_str())
        .with_hint("Nothing was changed. Check the ID: the user doesn't exist, or the connection's user may not see them.")
}
