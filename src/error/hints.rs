//! What to do next: a hint for each kind of error and for known messages of Workfront.

use super::ErrorKind;

pub(super) fn for_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Validation => "Correct the named fields and try again.",
        ErrorKind::Unauthorized => {
            "Check the stored credential: it may be wrong, expired or for another environment."
        }
        ErrorKind::Forbidden => {
            "Assign the connection's user a higher access level in Workfront, or use an administrator's credential."
        }
        ErrorKind::NotFound => {
            "Check the ID: the object doesn't exist, or the connection's user may not see it."
        }
        ErrorKind::Conflict => "The object exists already: find it and update it instead.",
        ErrorKind::RateLimited => {
            "The limit is shared by everything that calls Workfront for this customer: wait, and run fewer calls at once."
        }
        ErrorKind::Timeout => {
            "Try again. After a write, read the object first to see whether it was carried out."
        }
        ErrorKind::Network => "Check the address and the network, then try again.",
        ErrorKind::Server => {
            "Try again in a few minutes. If the error persists, contact Workfront support."
        }
        ErrorKind::UnexpectedResponse => {
            "Check that the address is a Workfront host and that no proxy or sign-in page responds in its place."
        }
        ErrorKind::OutcomeUnknown => "Read the object before you run this again.",
        ErrorKind::Cancelled => "No further request was sent after the call was cancelled.",
        ErrorKind::Budget => "Raise the limit, or run the remaining work again.",
        ErrorKind::NotApproved => {
            "Nothing was sent. Make the plan again, have it approved, and apply it unchanged."
        }
        ErrorKind::Internal => {
            "This is a bug in workfront-actions: please report it with the message."
        }
    }
}

/// Hints for Workfront's messages (docs/workfront-facts.md#error-messages).
const MESSAGES: &[(&str, &str)] = &[
    (
        "not currently logged in",
        "The credential has expired or is wrong: renew it and try again.",
    ),
    (
        "Invalid session",
        "The credential has expired or is wrong: renew it and try again.",
    ),
    (
        "does not support action",
        "The pinned API version doesn't know this action: choose another apiVersion.",
    ),
    (
        "API version",
        "The tenant doesn't serve this version of the API: choose another apiVersion.",
    ),
    (
        "maximum allowed limit",
        "Request at most 2000 rows per page.",
    ),
    (
        "more than 100 objects",
        "Send at most 100 objects in one call.",
    ),
    (
        "Please use force delete",
        "Set force to delete the objects that refer to it as well, or deactivate instead.",
    ),
    (
        "Too many concurrent",
        "The limit is shared by everything that calls Workfront for this customer: wait, and run fewer calls at once.",
    ),
    (
        "no such field: '*'",
        "Custom fields can't be requested with 'DE:*': use 'parameterValues' or name each one.",
    ),
    (
        "top level object",
        "This object can only be read through its parent, as a field such as 'userGroups:group:name'.",
    ),
    ("Unknown object type", "Check the object's name or objCode."),
];

pub(super) fn for_message(message: &str) -> Option<&'static str> {
    MESSAGES
        .iter()
        .find(|(part, _)| message.contains(part))
        .map(|(_, hint)| *hint)
}
