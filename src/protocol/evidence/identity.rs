//! Whether a user is the wanted one.

use crate::json::Json;

/// The fields that identify a user.
pub(super) const IDENTITY: &[&str] = &["emailAddr", "extRefID", "username"];

/// Whether a user is another one than wanted: it shows another value of an identifying field.
pub fn is_other_user(user: &Json, wanted: &Json) -> bool {
    IDENTITY.iter().any(|&name| {
        let wanted = wanted.str_or_default(name);
        let is_it = |own: Json| own.as_str().is_some_and(|own| is_same_key(&own, &wanted));
        !wanted.is_empty() && user.get(name).is_some_and(|own| !is_it(own))
    })
}

/// Whether two e-mail addresses, references or names are equal. Workfront ignores their case.
pub fn is_same_key(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether a user shows the wanted e-mail address or reference. An ID alone may be that of any user.
pub fn shows_identity(user: &Json, wanted: &Json) -> bool {
    ["emailAddr", "extRefID"].iter().any(|name| {
        let (own, wanted) = (user.str_or_default(name), wanted.str_or_default(name));
        !wanted.trim().is_empty() && is_same_key(&own, &wanted)
    })
}
