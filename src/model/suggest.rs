use super::Field;

/// The field that was probably meant: called the same but for case, or at most two letters off.
pub(super) fn nearest(name: &str, known: &'static [Field]) -> Option<&'static str> {
    for letters in 0..=2 {
        for field in known {
            let is_near = letters < field.name.len()
                && is_within(letters, name.as_bytes(), field.name.as_bytes());
            if is_near {
                return Some(field.name);
            }
        }
    }
    None
}

/// Whether adding, dropping or changing so many letters makes one of the other (Levenshtein), by bytes.
fn is_within(letters: usize, one: &[u8], other: &[u8]) -> bool {
    let (Some((first, one_rest)), Some((second, other_rest))) =
        (one.split_first(), other.split_first())
    else {
        return one.len() + other.len() <= letters;
    };
    if first.eq_ignore_ascii_case(second) {
        return is_within(letters, one_rest, other_rest);
    }
    letters > 0
        && [(one_rest, other_rest), (one_rest, other), (one, other_rest)]
            .iter()
            .any(|(one, other)| is_within(letters - 1, one, other))
}
