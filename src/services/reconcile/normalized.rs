//! How keys are compared.

use std::borrow::Cow;

/// A key as it is compared.
pub fn normalized(key: &str) -> Cow<'_, str> {
    let key = key.trim();
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match key.bytes().all(is_lower) {
        true => Cow::Borrowed(key),
        false => Cow::Owned(key.to_lowercase()),
    }
}
