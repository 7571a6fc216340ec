use crate::json::Json;
use crate::model::{Id, is_guid};

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// Reads.
    Read,
    /// Sets fields of one object.
    Update,
    /// Creates an object.
    Create,
    /// Deletes one object.
    Delete,
    /// An action, which may do anything.
    Call,
}

/// Actions whose names could be IDs.
const ACTIONS: &[&str] = &[
    "replace", "copy", "move", "approve", "reject", "recall", "share", "bulk",
];

/// Whether the second part of a path is an action rather than an ID: `PUT /user/replace`, `PUT /user/clearAllApiKeys`.
pub(super) fn is_action(part: &Id, body: &Option<Json>) -> bool {
    if is_guid(part.as_str()) {
        return false;
    }
    let part = part.as_str();
    let is_camel_case = part.bytes().all(|byte| byte.is_ascii_alphabetic())
        && part.bytes().any(|byte| byte.is_ascii_uppercase())
        && part.starts_with(|first: char| first.is_ascii_lowercase());
    body.is_none() || is_camel_case || ACTIONS.iter().any(|name| part.eq_ignore_ascii_case(name))
}

/// Whether the first part of a path means users, in any case.
pub fn is_user(object: &str) -> bool {
    object.eq_ignore_ascii_case("user")
}
