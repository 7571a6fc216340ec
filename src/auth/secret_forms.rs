//! Finding secrets in a text, in whatever encoding a server or a host repeats them, also if the text was cut within one.

use crate::protocol::encode;
use base64ct::{Base64Unpadded, Encoding};

/// Shorter secrets aren't searched for: they would match everywhere.
const MIN_LENGTH: usize = 4;
/// The shortest start of a secret that is replaced where a text was cut, in bytes; also the shortest Base64.
const MIN_PART: usize = 8;
/// The longest escape of a character, in bytes, such as `&#x1F600;`.
const MAX_ESCAPE: usize = 12;
const REPLACEMENT: &str = "***";

/// The texts to search for: each secret as it is, percent-encoded, in Base64 and in hexadecimal digits. Escapes of single
/// characters (percent, form, JSON, HTML) are understood in each of them.
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
                add_encodings(secret, &mut forms);
            } else {
                forms.push(secret.clone());
            }
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

/// Adds the encodings of a secret, also as a part of a form or of JSON.
fn add_encodings(secret: &str, forms: &mut Vec<String>) {
    let mut percent = String::new();
    encode::value(secret, &mut percent);
    let written = [
        secret.to_owned(),
        percent.replace("%20", "+"),
        with_small_digits(&percent),
        percent,
        escape_json(secret),
    ];
    for text in written {
        if !forms.contains(&text) {
            add_binary_encodings(text.as_bytes(), forms);
            forms.push(text);
        }
    }
}

fn add_binary_encodings(secret: &[u8], forms: &mut Vec<String>) {
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

/// The same percent-encoded text with escapes such as `%3d`.
fn with_small_digits(percent: &str) -> String {
    let mut digits = 0;
    let letters = percent.chars().map(|letter| {
        let is_digit = digits > 0;
        digits = if letter == '%' { 2 } else { digits.max(1) - 1 };
        if is_digit {
            letter.to_ascii_lowercase()
        } else {
            letter
        }
    });
    letters.collect()
}

/// The text as in a string of JSON.
fn escape_json(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            _ => escaped.push(letter),
        }
    }
    escaped
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
    length_from(text, form, 0, 0)
}

/// The same, where `form` has matched up to `matched` and `text` up to `at`.
fn length_from(text: &[u8], form: &[u8], mut at: usize, mut matched: usize) -> Option<usize> {
    while matched < form.len() {
        let rest = &text[at..];
        if form[matched] == b'%' && rest.starts_with(b"%2525") {
            // A percent sign that was encoded twice, or once and followed by `25`.
            if let Some(length) = length_from(text, form, at + 5, matched + 1) {
                return Some(length);
            }
        }
        let Some((length, count)) = step(rest, &form[matched..]) else {
            let length = cut_escape(rest)?;
            return (matched >= MIN_PART).then_some(at + length);
        };
        at += length;
        matched += count;
    }
    Some(at)
}

/// If `rest` is where a text was cut: the length of the escape that was cut there, if there is one.
fn cut_escape(rest: &[u8]) -> Option<usize> {
    let is_end = |at: &usize| {
        let after = rest.get(*at..).unwrap_or_default();
        after.is_empty() || after.starts_with("…".as_bytes()) || after.starts_with(b"...")
    };
    let length = (0..=MAX_ESCAPE).find(is_end)?;
    let is_escape = length == 0 || b"%\\&".contains(&rest[0]);
    is_escape.then_some(length)
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

/// The length of `%3D`, if that is the first byte of `form`.
fn percent(text: &[u8], form: &[u8]) -> Option<usize> {
    (hex(text.get(1..3)?)? == u32::from(form[0])).then_some(3)
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
    let end = text
        .iter()
        .take(MAX_ESCAPE)
        .position(|byte| *byte == b';')?;
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
    use base64ct::{Base64Unpadded, Encoding};

    fn base64(text: &str) -> String {
        Base64Unpadded::encode_string(text.as_bytes())
    }

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
        let secret = "p/+ %2B\"\\ü&\n<s3cret>";
        for encoded in [
            "p%252F%252B%2520%25252B%2522%255C%25C3%25BC%2526%250A%253Cs3cret%253E",
            "p%252f%252b%2520%25252B%2522%255c%25c3%25bc%2526%250a%253cs3cret%253e",
            "p%252F%252B%2B%25252B%2522%255C%25C3%25BC%2526%250A%253Cs3cret%253E",
            r#"p/+ %2B\\\"\\\\ü&\\n<s3cret>"#,
        ] {
            assert_eq!(redacted(encoded, &[secret]), "***", "{encoded}");
        }
    }

    #[test]
    fn percent_signs_of_a_secret_may_be_encoded_once_or_twice() {
        for (secret, once, twice) in [
            ("s3cret%41", "s3cret%2541", "s3cret%252541"),
            ("s3%25cret", "s3%2525cret", "s3%252525cret"),
            ("%%s3cret%", "%25%25s3cret%25", "%2525%2525s3cret%2525"),
        ] {
            for encoded in [secret, once, twice] {
                assert_eq!(redacted(encoded, &[secret]), "***", "{encoded}");
            }
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
    fn a_secret_within_an_encoded_form_or_json_is_replaced() {
        let secret = "p/+ \"\\\ns3cret";
        for body in [
            "id=a&key=p%2F%2B+%22%5C%0As3cret&x=y",
            r#"{"id":"a","key":"p/+ \"\\\ns3cret"}"#,
        ] {
            let encoded = base64(body);
            assert!(redacted(&encoded, &[secret]).contains("***"), "{body}");
            let encoded: String = body.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(redacted(&encoded, &[secret]).contains("***"), "{body}");
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
        assert_eq!(redacted("with s3cret+val%", &[secret]), "with ***");
        assert_eq!(redacted("s3cret+value&#x2…", &[secret]), "***…");
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
