//! Finding secrets in a text, in whatever encoding a server or a host repeats them, also if the text was cut within one.

use base64ct::{Base64Unpadded, Encoding};

/// Shorter secrets aren't searched for: they would match everywhere.
const MIN_LENGTH: usize = 4;
/// The shortest start of a secret that is replaced where a text was cut, in bytes; also the shortest Base64.
const MIN_PART: usize = 8;
const REPLACEMENT: &str = "***";

/// The texts to search for: each secret as it is, in Base64 and in hexadecimal digits. Escapes of single characters
/// (percent, form, JSON, HTML) are understood in each of them.
pub(super) struct SecretForms(Vec<String>);

impl SecretForms {
    pub fn of(secrets: &[&[String]]) -> Self {
        let mut forms = Vec::new();
        let mut whole = "";
        for secret in secrets.iter().copied().flatten() {
            if secret.len() < MIN_LENGTH || forms.contains(secret) {
                continue;
            }
            // The lines of a private key follow it. They are only searched for as they are.
            if !whole.contains(secret.as_str()) {
                whole = secret;
                add_encodings(secret.as_bytes(), &mut forms);
            }
            forms.push(secret.clone());
        }
        // One may be a part of another.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        SecretForms(forms)
    }

    /// Replaces every secret in `text`.
    pub fn replace_in(&self, text: &mut String) {
        for form in &self.0 {
            // A secret may itself look like an escape.
            if text.contains(form.as_str()) {
                *text = text.replace(form.as_str(), REPLACEMENT);
            }
            let mut from = 0;
            while let Some((start, end)) = find(text, form, from) {
                text.replace_range(start..end, REPLACEMENT);
                from = start + REPLACEMENT.len();
            }
        }
    }

    /// Whether `text` contains a secret.
    pub fn are_in(&self, text: &str) -> bool {
        let is_in = |form: &String| text.contains(form.as_str()) || find(text, form, 0).is_some();
        self.0.iter().any(is_in)
    }
}

fn add_encodings(secret: &[u8], forms: &mut Vec<String>) {
    for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
        let digit = |value: u8| char::from(digits[usize::from(value)]);
        let hex = secret
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        forms.push(hex.collect());
    }
    // Base64 depends on how many bytes precede the secret, as in `id:secret`. The characters that neighbors share are left.
    for (before, skipped) in [(0, 0), (1, 2), (2, 3)] {
        let bytes = [&[0; 2][..before], secret].concat();
        let mut encoded = Base64Unpadded::encode_string(&bytes);
        if bytes.len() % 3 != 0 {
            encoded.pop();
        }
        encoded.drain(..skipped.min(encoded.len()));
        if encoded.len() < MIN_PART {
            continue;
        }
        if encoded.contains(['+', '/']) {
            forms.push(encoded.replace('+', "-").replace('/', "_"));
        }
        forms.push(encoded);
    }
}

/// Where `form` is in `text`, at or after `from`: its start and its end.
fn find(text: &str, form: &str, from: usize) -> Option<(usize, usize)> {
    let (text, form) = (text.as_bytes(), form.as_bytes());
    let first = form.first()?;
    (from..text.len()).find_map(|start| {
        let byte = text[start];
        if byte != *first && !b"%\\&+".contains(&byte) {
            return None;
        }
        Some((start, start + length_at(&text[start..], form)?))
    })
}

/// How long `form` is at the start of `text`, if it is there, or its first part if the text was cut then.
fn length_at(text: &[u8], form: &[u8]) -> Option<usize> {
    let (mut at, mut matched) = (0, 0);
    while matched < form.len() {
        let rest = &text[at..];
        let Some((length, count)) = step(rest, &form[matched..]) else {
            let ends = ["…", "..."]
                .iter()
                .any(|end| rest.starts_with(end.as_bytes()));
            let is_cut = rest.is_empty() || ends;
            return (is_cut && matched >= MIN_PART).then_some(at);
        };
        at += length;
        matched += count;
    }
    Some(at)
}

/// One character of `text`, escaped or not, if it is the next one of `form`: its length in `text` and in `form`.
fn step(text: &[u8], form: &[u8]) -> Option<(usize, usize)> {
    let escaped = match text.first()? {
        b'%' => percent(text, form).map(|length| (length, 1)),
        b'+' => Some((1, usize::from(form[0] == b' '))),
        b'\\' => match backslash(text) {
            Some((letter, length)) if shared(letter, form) > 0 => {
                Some((length, shared(letter, form)))
            }
            // Each of them may be escaped, also more than once.
            _ => (form[0] == b'\\').then(|| (backslashes(text), backslashes(form))),
        },
        b'&' => entity(text).map(|(letter, length)| (length, shared(letter, form))),
        _ => None,
    };
    match escaped.filter(|(_, count)| *count > 0) {
        None => (text[0] == form[0]).then_some((1, 1)),
        escaped => escaped,
    }
}

/// The length of `letter`, if `form` starts with it.
fn shared(letter: char, form: &[u8]) -> usize {
    let mut bytes = [0; 4];
    let bytes = letter.encode_utf8(&mut bytes).as_bytes();
    if form.starts_with(bytes) {
        bytes.len()
    } else {
        0
    }
}

/// The length of `%3D`, or of `%253D` in a text that was encoded twice, if that is the first byte of `form`.
fn percent(text: &[u8], form: &[u8]) -> Option<usize> {
    let is_first = |digits: &[u8]| hex(digits) == Some(form[0].into());
    if is_first(text.get(1..3)?) {
        return Some(3);
    }
    (text[1..3] == *b"25" && is_first(text.get(3..5)?)).then_some(5)
}

/// How many backslashes are at the start of `text`.
fn backslashes(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b'\\').count()
}

/// An escape of JSON, also of JSON within JSON: the character, and the length of its escape.
fn backslash(text: &[u8]) -> Option<(char, usize)> {
    let count = backslashes(text);
    let letter = match text.get(count) {
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(quoted @ (b'"' | b'/')) => char::from(*quoted),
        Some(b'u') => return unicode(text, count + 1),
        _ => return None,
    };
    Some((letter, count + 1))
}

/// The four digits of `\u`, at `at`, and a second escape if they are half of a character.
fn unicode(text: &[u8], at: usize) -> Option<(char, usize)> {
    let unit = hex(text.get(at..at + 4)?)?;
    let second = match text.get(at + 4..at + 6) {
        Some(b"\\u") => hex(text.get(at + 6..at + 10)?),
        _ => None,
    };
    let units = [unit as u16, second.unwrap_or_default() as u16];
    let letter = char::decode_utf16(units).next()?.ok()?;
    Some((letter, at + if letter > '\u{ffff}' { 10 } else { 4 }))
}

/// `&amp;`, `&#38;` and `&#x26;`: the character, and the length of its escape.
fn entity(text: &[u8]) -> Option<(char, usize)> {
    let end = text.iter().take(12).position(|byte| *byte == b';')?;
    let letter = match &text[1..end] {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x' | b'X', digits @ ..] => char::from_u32(hex(digits)?)?,
        [b'#', digits @ ..] => char::from_u32(std::str::from_utf8(digits).ok()?.parse().ok()?)?,
        _ => return None,
    };
    Some((letter, end + 1))
}

/// Up to six hexadecimal digits as a number.
fn hex(digits: &[u8]) -> Option<u32> {
    let is_number = matches!(digits.len(), 1..=6) && digits.iter().all(u8::is_ascii_hexdigit);
    let text = std::str::from_utf8(digits).ok().filter(|_| is_number)?;
    u32::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::SecretForms;

    fn redacted(text: &str, secrets: &[&str]) -> String {
        let secrets: Vec<String> = secrets.iter().map(|secret| (*secret).to_owned()).collect();
        let mut text = text.to_owned();
        SecretForms::of(&[&secrets]).replace_in(&mut text);
        text
    }

    #[test]
    fn every_encoding_of_a_secret_is_replaced() {
        let secret = "p/+ %2B\"\\ü&\n<s3cret>";
        for encoded in [
            secret,
            "p%2F%2B%20%252B%22%5C%C3%BC%26%0A%3Cs3cret%3E",
            "p%2f%2b%20%252B%22%5c%c3%bc%26%0a%3cs3cret%3e",
            "p%2F%2B+%252B%22%5C%C3%BC%26%0A%3Cs3cret%3E",
            r#"p\/+ %2B\"\\ü&\n<s3cret>"#,
            r#"p/+ %2B\u0022\u005C\u00fc\u0026\u000a\u003cs3cret\u003E"#,
            r#"p/+ %2B\\\"\\\\ü&\\n<s3cret>"#,
            "p/+ %2B&quot;\\ü&amp;\n&lt;s3cret&gt;",
            "p/+ %2B&#34;\\&#xFC;&#38;\n&#60;s3cret&#x3e;",
            "702f2b20253242225cc3bc260a3c7333637265743e",
            "702F2B20253242225CC3BC260A3C7333637265743E",
        ] {
            let text = format!("before {encoded} after");
            assert_eq!(redacted(&text, &[secret]), "before *** after", "{encoded}");
        }
    }

    #[test]
    fn a_secret_that_was_encoded_twice_is_replaced() {
        let secret = "p/+ \"\\ü&\n<s3cret>";
        for encoded in [
            "p%252F%252B%2520%2522%255C%25C3%25BC%2526%250A%253Cs3cret%253E",
            "p%252f%252b%2520%2522%255c%25c3%25bc%2526%250a%253cs3cret%253e",
            r#"p/+ \\\"\\\\ü&\\n<s3cret>"#,
        ] {
            assert_eq!(redacted(encoded, &[secret]), "***", "{encoded}");
        }
    }

    #[test]
    fn base64_of_a_secret_is_replaced_wherever_it_begins() {
        let secret = "s3cret??>>~~value";
        for (text, left) in [
            ("czNjcmV0Pz8+Pn5+dmFsdWU=", "***U="),
            ("czNjcmV0Pz8-Pn5-dmFsdWU", "***U"),
            ("YTpzM2NyZXQ/Pz4+fn52YWx1ZQ==", "YTp***Q=="),
            ("YWI6czNjcmV0Pz8%2BPn5%2BdmFsdWU=", "YWI6***U="),
            (r"YWJjOnMzY3JldD8\/Pj5+fnZhbHVl", "YWJjOn***"),
        ] {
            assert_eq!(redacted(text, &[secret]), left, "{text}");
        }
    }

    #[test]
    fn the_start_of_a_secret_is_replaced_where_a_text_was_cut() {
        let secret = "s3cret value of 30 characters";
        assert_eq!(redacted("with s3cret+value", &[secret]), "with ***");
        assert_eq!(redacted("with s3cret val… (E)", &[secret]), "with ***… (E)");
        assert_eq!(
            redacted("with s3cret valley", &[secret]),
            "with s3cret valley"
        );
        assert_eq!(redacted("the s3cret", &[secret]), "the s3cret");
    }

    #[test]
    fn other_texts_stay_and_one_secret_may_be_a_part_of_another() {
        let text = "100 % of a+b \\ &c; \\u12 %4 ü…";
        assert_eq!(redacted(text, &["s3cret", "abc"]), text);
        assert_eq!(
            redacted("s3cret, s3cret-2", &["s3cret", "s3cret-2"]),
            "***, ***"
        );
    }
}
