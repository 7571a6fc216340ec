//! How texts are compared.

use crate::json::{self, Json};
use crate::model::compare::value_of;
use std::borrow::Cow;

/// A key, or the name of an object, as it is compared: without regard to case, to white space at the ends and to the form of Unicode.
pub fn normalized(key: &str) -> Cow<'_, str> {
    let key = key.trim();
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match key.bytes().all(is_lower) {
        true => Cow::Borrowed(key),
        false => Cow::Owned(composed(&key.to_lowercase()).into_owned()),
    }
}

/// A text in Unicode's form NFC. Names of files and exports from a Mac have accents as characters of their own.
pub fn composed(text: &str) -> Cow<'_, str> {
    // The first character that another form of Unicode may change is U+0300, of which the first byte is 0xCC.
    match text.bytes().all(|byte| byte < 0xCC) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(json::composed(text)),
    }
}

/// The value of the list or, where only the form of Unicode differs, the present one.
pub fn as_present(value: Json, user: &Json, field: &str) -> Json {
    let present = match value.as_str().filter(|text| !text.is_ascii()) {
        Some(text) => value_of(user, field).zip(Some(text)),
        None => None,
    };
    match present {
        Some((present, text)) if is_same_text(&present, &text) => present,
        _ => value,
    }
}

fn is_same_text(present: &Json, text: &str) -> bool {
    let present = present.as_str();
    present.is_some_and(|present| composed(&present) == composed(text))
}

#[cfg(test)]
mod tests {
    use super::{composed, normalized};

    #[test]
    fn the_forms_of_unicode_are_the_same_key() {
        for (one, other) in [
            ("Chloe\u{301}", "chlo\u{e9}"),
            ("A\u{30a}sa", "\u{212b}SA"),
            (" \u{1112}\u{1161}\u{11ab} ", "\u{d55c}"),
        ] {
            assert_eq!(normalized(one), normalized(other), "{one}");
        }
        assert_ne!(normalized("Chloe"), normalized("Chlo\u{e9}"));
        assert_eq!(composed("Cafe\u{301} \u{2460}"), "Caf\u{e9} \u{2460}");
    }
}
