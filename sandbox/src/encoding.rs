//! Percent encoding of queries and forms, and JSON as Workfront escapes it.

use serde_json::Value;

/// The parameters of a query or a form body, in order.
pub type Pairs = Vec<(String, String)>;

/// Decodes `%XX`, and `+` as a space.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%')
            .then(|| hex(bytes.get(at + 1..at + 3)))
            .flatten();
        at += if escaped.is_some() { 3 } else { 1 };
        decoded.push(match escaped {
            Some(value) => value,
            None if *byte == b'+' => b' ',
            None => *byte,
        });
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn hex(digits: Option<&[u8]>) -> Option<u8> {
    let value = |digit: u8| (digit as char).to_digit(16);
    let digits = digits?;
    u8::try_from(value(*digits.first()?)? * 16 + value(*digits.get(1)?)?).ok()
}

/// Parses the parameters of a query or a form body.
pub fn parse_pairs(text: &str) -> Pairs {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// Serializes JSON as Workfront does, with `/`, `<` and all non-ASCII characters escaped
/// (docs/workfront-facts.md#json-escapes).
pub fn escape_json(value: &Value) -> Vec<u8> {
    let plain = value.to_string();
    let mut escaped = Vec::with_capacity(plain.len() + plain.len() / 16);
    let mut rest = plain.as_str();
    let is_special = |byte: u8| byte == b'/' || byte == b'<' || !byte.is_ascii();
    while let Some(at) = rest.bytes().position(is_special) {
        let (unescaped, special) = rest.split_at(at);
        escaped.extend_from_slice(unescaped.as_bytes());
        let mut letters = special.chars();
        match letters.next() {
            Some('/') => escaped.extend_from_slice(b"\\/"),
            Some(letter) => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    escaped.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
                }
            }
            None => {}
        }
        rest = letters.as_str();
    }
    escaped.extend_from_slice(rest.as_bytes());
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_escapes_and_keeps_invalid_ones() {
        assert_eq!(decode("a%2Bb+c%zz%4"), "a+b c%zz%4");
        assert_eq!(decode("%C3%A9"), "é");
    }

    #[test]
    fn escapes_as_workfront_does() {
        let escaped = escape_json(&Value::from("<a/é😀\""));
        assert_eq!(
            String::from_utf8_lossy(&escaped),
            "\"\\u003ca\\/\\u00e9\\ud83d\\ude00\\\"\""
        );
    }
}
