//! Strings of JSON text without their escapes.

/// The contents of a JSON string, in quotation marks, that has escapes; `None` if it can't be written without them. The string is JSON.
pub(super) fn unescape(string: &str) -> Option<String> {
    let inner = string.get(1..string.len() - 1)?;
    let mut parts = inner.split('\\');
    let mut plain = String::with_capacity(inner.len());
    plain.push_str(parts.next()?);
    // The first half of a character that has two escapes.
    let mut high = None;
    for part in parts {
        if let Some(digits) = part.strip_prefix('u') {
            let unit = u32::from_str_radix(digits.get(..4)?, 16).ok()?;
            let rest = &digits[4..];
            match (high.take(), unit) {
                (None, 0xd800..0xdc00) if rest.is_empty() => {
                    high = Some(unit);
                    continue;
                }
                (None, _) => plain.push(char::from_u32(unit).filter(|&letter| is_plain(letter))?),
                (Some(high), 0xdc00..0xe000) => {
                    let code = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
                    plain.push(char::from_u32(code)?);
                }
                (Some(_), _) => return None,
            }
            plain.push_str(rest);
        } else {
            // All others but this stand for characters that need an escape.
            plain.push_str(part.strip_prefix('/').map(|_| part)?);
        }
    }
    high.is_none().then_some(plain)
}

fn is_plain(letter: char) -> bool {
    letter >= ' ' && letter != '"' && letter != '\\'
}

#[cfg(test)]
mod tests {
    use super::unescape;
    use proptest::prelude::*;

    #[test]
    fn strings_that_need_escapes_are_left() {
        for string in [
            r#""\n""#,
            r#""a\\""#,
            r#""\"""#,
            r#""\\u0041""#,
            r#""\u0022""#,
            r#""\u005c""#,
            r#""\u000a""#,
            r#""\ud83d""#,
            r#""\ud83d x""#,
            r#""\ude00""#,
            r#""\ud83d\u0041""#,
        ] {
            assert_eq!(unescape(string), None, "{string}");
        }
        let plain = unescape(r#""Jos\u00e9 \/ \ud83d\ude00\u00DF""#);
        assert_eq!(plain.as_deref(), Some("José / 😀ß"));
    }

    proptest! {
        #[test]
        fn a_string_is_read_as_serde_reads_it(text: String) {
            let mut escaped = String::from("\"");
            for unit in text.encode_utf16() {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
            escaped.push('"');
            let needs_escapes = text.contains(|letter| letter < ' ' || letter == '"' || letter == '\\');
            prop_assert_eq!(unescape(&escaped), (!needs_escapes).then_some(text));
        }
    }
}
