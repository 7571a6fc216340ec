//! Cuts names and values of the input, so that messages stay short.

use std::borrow::Cow;

/// The longest part of a name or value in a message, in bytes.
const MAX_BYTES: usize = 80;

/// At most the first 80 bytes of a value, without splitting a character.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    cut_at(text, MAX_BYTES)
}

/// At most the first `max` bytes, without splitting a character.
pub(crate) fn cut_at(text: &str, max: usize) -> Cow<'_, str> {
    if text.len() <= max {
        return Cow::Borrowed(text);
    }
    let end = (0..=max).rev().find(|end| text.is_char_boundary(*end));
    Cow::Owned([end.and_then(|end| text.get(..end)).unwrap_or_default(), "…"].concat())
}

#[cfg(test)]
mod tests {
    use super::cut_at;

    #[test]
    fn no_character_is_split() {
        assert_eq!(cut_at("abcd", 4), "abcd");
        assert_eq!(cut_at("abcde", 4), "abcd…");
        assert_eq!(cut_at("aäöü", 4), "aä…");
        assert_eq!(cut_at("🙂", 1), "…");
    }
}
