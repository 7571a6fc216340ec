//! Text that a person controls, made visible: nothing in it can hide, reorder or break other text.

use crate::model::is_format;
use std::fmt::Write;

/// Characters beside those of Unicode's category Cf that can't be seen or that change what is around them: line and paragraph
/// separators, selectors of variants, letters without a shape, tags.
const BESIDE_FORMAT: &[(u32, u32)] = &[
    (0x034f, 0x034f),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x2028, 0x2029),
    (0x2065, 0x2065),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xffa0, 0xffa0),
    (0xe0000, 0xe0fff),
];

/// Whether a character can't be seen or changes what is around it.
pub(crate) fn is_invisible(letter: char) -> bool {
    let code = u32::from(letter);
    let is_listed = |&(from, to): &(u32, u32)| (from..=to).contains(&code);
    letter.is_control()
        || is_format(letter)
        || code >= BESIDE_FORMAT[0].0 && BESIDE_FORMAT.iter().any(is_listed)
}

/// The text with each invisible character written as `\u{202e}`.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_invisible(letter) {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(letter));
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_stays_invisible() {
        assert_eq!(
            visible("Jane\u{202e}enoD\n<b>"),
            "Jane\\u{202e}enoD\\u{a}<b>"
        );
        assert_eq!(
            visible("a\u{200b}b\u{7}c\u{85}d\u{e0041}"),
            "a\\u{200b}b\\u{7}c\\u{85}d\\u{e0041}"
        );
        assert_eq!(visible("a\u{2800}b"), "a\\u{2800}b");
        assert_eq!(visible("Zoë Ωmega 李 🙂"), "Zoë Ωmega 李 🙂");
    }
}
