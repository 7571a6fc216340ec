//! Cuts names and values of callers, so that messages stay short.

use std::borrow::Cow;

/// The longest part of a name or value in a message, in bytes.
const MOST: usize = 80;

/// The first 80 bytes of a value, at most; whole characters.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    cut_at(text, MOST)
}

/// The first `most` bytes, at most; whole characters.
pub(crate) fn cut_at(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    Cow::Owned([end.and_then(|end| text.get(..end)).unwrap_or_default(), "…"].concat())
}

#[cfg(test)]
mod tests {
    use super::cut_at;

    #[test]
    fn characters_stay_whole() {
        assert_eq!(cut_at("abcd", 4), "abcd");
        assert_eq!(cut_at("abcde", 4), "abcd…");
        assert_eq!(cut_at("aäöü", 4), "aä…");
        assert_eq!(cut_at("🙂", 1), "…");
    }
}
