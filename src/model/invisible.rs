//! Characters that can't be seen and that no key of a user has: two keys that differ only in them look the same.

/// The format characters (general category Cf of Unicode 16.0): zero-width characters, marks of the writing direction,
/// soft hyphens, tags. Source: `DerivedGeneralCategory.txt` of the Unicode Character Database; a test compares the table
/// with another copy of it.
const FORMAT: &[(u32, u32)] = &[
    (0x00ad, 0x00ad),
    (0x0600, 0x0605),
    (0x061c, 0x061c),
    (0x06dd, 0x06dd),
    (0x070f, 0x070f),
    (0x0890, 0x0891),
    (0x08e2, 0x08e2),
    (0x180e, 0x180e),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x2064),
    (0x2066, 0x206f),
    (0xfeff, 0xfeff),
    (0xfff9, 0xfffb),
    (0x110bd, 0x110bd),
    (0x110cd, 0x110cd),
    (0x13430, 0x1343f),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0001, 0xe0001),
    (0xe0020, 0xe007f),
];

/// Zero-width non-joiner and joiner: Persian, Indian and other scripts spell names with them.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// The text without white space (Unicode's property White_Space) and byte order marks at its ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
}

/// The first character of a key that can't be seen: a format or control character.
pub fn first_in_key(text: &str) -> Option<char> {
    // Nearly all keys.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    text.chars()
        .find(|&letter| is_format(letter) || letter.is_control())
}

/// The first character of a person's name that can't be seen and that no script needs in a name.
pub fn first_in_name(text: &str) -> Option<char> {
    let is_wrong =
        |letter: &char| (is_format(*letter) && !JOINERS.contains(letter)) || letter.is_control();
    text.chars().find(is_wrong)
}

/// A character as Unicode writes it: `U+200B`.
pub fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// Whether a character is in Unicode's category Cf.
pub fn is_format(letter: char) -> bool {
    let code = u32::from(letter);
    // All before the first entry, so that usual texts need no search.
    code >= FORMAT[0].0 && FORMAT.iter().any(|&(from, to)| (from..=to).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_syntax::hir::{Class, HirKind};

    #[test]
    fn the_table_has_every_format_character() {
        let category = regex_syntax::parse(r"\p{Cf}").unwrap();
        let HirKind::Class(Class::Unicode(class)) = category.kind() else {
            panic!("no class of characters");
        };
        let ranges = class
            .iter()
            .map(|range| (u32::from(range.start()), u32::from(range.end())));
        assert_eq!(ranges.collect::<Vec<_>>(), FORMAT);
    }

    #[test]
    fn white_space_and_byte_order_marks_are_trimmed_at_the_ends() {
        for space in [
            ' ', '\t', '\n', '\u{85}', '\u{a0}', '\u{2003}', '\u{2028}', '\u{202f}', '\u{3000}',
            '\u{feff}',
        ] {
            assert_eq!(
                trim(&format!("{space} a{space}b {space}")),
                format!("a{space}b")
            );
        }
        assert_eq!(trim("\u{200b}a"), "\u{200b}a");
    }

    #[test]
    fn names_may_have_joiners() {
        assert_eq!(first_in_name("علی\u{200c}رضا"), None);
        assert_eq!(first_in_key("علی\u{200c}رضا"), Some('\u{200c}'));
        assert_eq!(
            first_in_name("Jane\u{200b}Doe").map(code_point).as_deref(),
            Some("U+200B")
        );
    }
}
