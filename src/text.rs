//! Looking for a text in another. std's own search is fast where texts are long, and 4 KB of WebAssembly; here they
//! are short.

/// Whether `text` has `part` in it.
pub(crate) fn has(text: &str, part: &str) -> bool {
    place(text, part).is_some()
}

/// What stands before the first `part`, and what behind it.
pub(crate) fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = place(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

fn place(text: &str, part: &str) -> Option<usize> {
    let is_at = |at: &usize| {
        let rest = text.as_bytes().get(*at..);
        rest.is_some_and(|rest| rest.starts_with(part.as_bytes()))
    };
    (0..=text.len()).find(is_at)
}

#[cfg(test)]
mod tests {
    use super::{cut, has};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_std(text in "[abä]{0,12}", part in "[abä]{0,3}") {
            prop_assert_eq!(has(&text, &part), text.contains(&part));
            prop_assert_eq!(cut(&text, &part), text.split_once(&part));
        }
    }
}
