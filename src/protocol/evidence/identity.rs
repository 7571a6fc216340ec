//! Whether a user is the one that a request was about.

use crate::json::Json;
use crate::protocol::user_keys::{PERSON_KEYS, UNIQUE_KEYS};

/// Whether a user is another one than `desired`: it has another value in an identifying field.
pub fn is_other_user(user: &Json, desired: &Json) -> bool {
    UNIQUE_KEYS.iter().any(|key| {
        let name = key.field;
        let desired = desired.str_or_default(name);
        let is_it = |own: Json| own.as_str().is_some_and(|own| is_same_key(&own, &desired));
        !desired.is_empty() && user.get(name).is_some_and(|own| !is_it(own))
    })
}

/// Whether two e-mail addresses, references or names are equal. Workfront ignores their case.
pub fn is_same_key(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether a user shows the desired e-mail address or reference. An ID alone may be that of any user.
pub fn shows_identity(user: &Json, desired: &Json) -> bool {
    PERSON_KEYS.iter().any(|key| {
        let name = key.field;
        let (own, desired) = (user.str_or_default(name), desired.str_or_default(name));
        !desired.trim().is_empty() && is_same_key(&own, &desired)
    })
}
