//! The fields by which a user that a batch creates can be found again.

use crate::json::Json;
use crate::protocol::user_keys::PERSON_KEYS;

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
    for key in PERSON_KEYS {
        if !body.str_or_default(key.field).trim().is_empty() {
            keys.push(key.field.to_owned());
        }
    }
    keys
}

/// Whether a new user can be found again.
pub fn has_key(body: &Json) -> bool {
    !keys(body).is_empty()
}
