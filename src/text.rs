//! Looking for a text in another, and putting texts together. std's own ways are fast where texts are long, and 6 KB
//! of WebAssembly; here they are short.

/// These texts with another between them.
pub(crate) fn join<S: AsRef<str>>(parts: &[S], between: &str) -> String {
    let lengths = parts.iter().map(|part| part.as_ref().len() + between.len());
    let mut text = String::with_capacity(lengths.sum());
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// These texts as one.
pub(crate) fn concat(parts: &[&str]) -> String {
    join(parts, "")
}

/// Whether `text` has `part` in it.
pub(crate) fn has(text: &str, part: &str) -> bool {
    cut(text, part).is_some()
}

/// What stands before the first `part`, and what behind it.
pub(crate) fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    (0..=text.len()).find_map(|at| cut_at(text, part, at))
}

/// What stands before the last `part`, and what behind it.
pub(crate) fn cut_last<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    (0..=text.len()).rev().find_map(|at| cut_at(text, part, at))
}

/// The texts between each `between`, which isn't empty.
pub(crate) fn split<'a>(text: &'a str, between: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, after)) = cut(rest, between) {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Whether one of `bytes` is `byte`; `contains` is fast where they are many, and brings `memchr`.
#[allow(clippy::manual_contains)]
pub(crate) fn holds(bytes: &[u8], byte: u8) -> bool {
    bytes.iter().any(|&known| known == byte)
}

/// Adds a number in decimal digits; std's way to spell one is a function of its own for each size.
pub(crate) fn push_number(text: &mut String, number: usize) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

fn cut_at<'a>(text: &'a str, part: &str, at: usize) -> Option<(&'a str, &'a str)> {
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, rest.strip_prefix(part)?))
}

#[cfg(test)]
mod tests {
    use super::{cut, cut_last, has, join, push_number, split};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_std(text in "[abä]{0,12}", part in "[abä]{0,3}") {
            prop_assert_eq!(has(&text, &part), text.contains(&part));
            prop_assert_eq!(cut(&text, &part), text.split_once(&part));
            prop_assert_eq!(cut_last(&text, &part), text.rsplit_once(&part));
            prop_assert_eq!(join(&[&text, &part, &text], &part), [&*text, &part, &text].join(&part));
        }

        #[test]
        fn split_where_std_splits(text in "[abä]{0,12}", between in "[abä]{1,3}") {
            prop_assert_eq!(split(&text, &between), text.split(&between).collect::<Vec<_>>());
        }

        #[test]
        fn numbers_as_std_spells_them(number: usize) {
            for number in [number, number % 100, 0] {
                let mut text = String::new();
                push_number(&mut text, number);
                prop_assert_eq!(text, number.to_string());
            }
        }
    }
}
