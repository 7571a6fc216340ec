//! Whether a user is the one that was wanted.

use crate::json::Json;

/// The fields by which a person is recognized.
pub(super) const IDENTITY: &[&str] = &["emailAddr", "extRefID", "username"];

/// Whether a user isn't the one who was wanted: a key that is shown is another one, or none.
pub fn is_somebody_else(user: &Json, wanted: &Json) -> bool {
    IDENTITY.iter().any(|&name| {
        let asked = wanted.str_or_default(name);
        let is_it = |own: Json| own.as_str().is_some_and(|own| is_same_key(&own, &asked));
        !asked.is_empty() && user.get(name).is_some_and(|own| !is_it(own))
    })
}

/// Whether two addresses, references or names are the same: Workfront ignores their case.
pub fn is_same_key(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether a new user shows an address or reference that was wanted: an ID alone may be anybody's.
pub fn shows_identity(user: &Json, wanted: &Json) -> bool {
    ["emailAddr", "extRefID"].iter().any(|name| {
        let (own, asked) = (user.str_or_default(name), wanted.str_or_default(name));
        !asked.trim().is_empty() && is_same_key(&own, &asked)
    })
}
