/// The known name that was probably meant: the same but for case, or at most two letters off.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_ascii_lowercase();
    let mut nearest = None;
    let mut nearest_by = 3;
    for candidate in known {
        let distance = distance(&lower, &candidate.to_ascii_lowercase());
        if distance < nearest_by.min(candidate.len()) {
            nearest = Some(candidate);
            nearest_by = distance;
        }
    }
    nearest
}

/// How many letters must be added, dropped or changed (Levenshtein), by bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
