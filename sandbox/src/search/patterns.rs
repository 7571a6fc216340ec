//! Pattern and sound comparison of strings, as in SQL.

/// A SQL `LIKE` pattern: `%` is any string, `_` is any character.
pub fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) =
        (text.chars().collect(), pattern.chars().collect());
    let (mut at, mut in_pattern) = (0, 0);
    let mut backtrack: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(in_pattern) {
            Some('%') => {
                backtrack = Some((at, in_pattern));
                in_pattern += 1;
            }
            Some(letter) if *letter == '_' || *letter == text[at] => {
                at += 1;
                in_pattern += 1;
            }
            _ => {
                let Some((from, percent)) = backtrack else {
                    return false;
                };
                backtrack = Some((from + 1, percent));
                (at, in_pattern) = (from + 1, percent + 1);
            }
        }
    }
    pattern[in_pattern..].iter().all(|letter| *letter == '%')
}

/// American Soundex, as in SQL databases.
pub fn soundex(text: &str) -> String {
    let code = |letter: char| match letter {
        'b' | 'f' | 'p' | 'v' => '1',
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => '2',
        'd' | 't' => '3',
        'l' => '4',
        'm' | 'n' => '5',
        'r' => '6',
        'h' | 'w' => '-',
        _ => '0',
    };
    let mut letters = text
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|it| it.to_ascii_lowercase());
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut coded = String::from(first);
    let mut last = code(first);
    for next in letters.map(code) {
        if next != '-' {
            if next != '0' && next != last {
                coded.push(next);
            }
            last = next;
        }
    }
    coded.push_str("000");
    coded.truncate(4);
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_patterns_work_as_in_sql() {
        assert!(is_like("anna", "a%n_"));
        assert!(is_like("anna", "%"));
        assert!(!is_like("anna", "a_a"));
        assert!(!is_like("anna", "nn"));
        assert!(is_like("a%b", "a%b"));
    }

    #[test]
    fn soundex_is_american_soundex() {
        for (text, code) in [
            ("Robert", "r163"),
            ("Rupert", "r163"),
            ("Tymczak", "t522"),
            ("Pfister", "p236"),
        ] {
            assert_eq!(soundex(text), code);
        }
    }
}
