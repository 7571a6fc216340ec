//! The fields by which a user that a batch creates can be found again.

use crate::json::Json;
use crate::protocol::filter::Modifier;

/// The fields that no two users share, and how users are searched for by a list of their values.
pub const KEYS: &[(&str, Modifier)] = &[("emailAddr", Modifier::Ciin), ("extRefID", Modifier::In)];

/// The fields to read of a user who may have been created.
pub const FIELDS: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
];

/// The fields of a new user by which it can be found again.
pub fn keys(body: &Json) -> Vec<String> {
    let mut keys = Vec::new();
    for (name, _) in KEYS {
        if !body.str_or_default(name).trim().is_empty() {
            keys.push((*name).to_owned());
        }
    }
    keys
}

/// Whether a new user can be found again.
pub fn has_key(body: &Json) -> bool {
    !keys(body).is_empty()
}
