//! Percent-encoding, as Adobe's own client does it: values whole, keys with `$`, `:` and `_` left as they are.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// A value of a query or a form: all but unreserved characters is encoded.
pub fn value(text: &str, into: &mut String) {
    encode(text, b"", into);
}

/// A key: `$$LIMIT` and `DE:Employee Number` keep their `$` and `:`.
pub fn key(text: &str, into: &mut String) {
    encode(text, b"$:", into);
}

/// A list of field names: the commas, colons and stars of its grammar stay.
pub fn field_list(text: &str, into: &mut String) {
    encode(text, b",:*", into);
}

fn encode(text: &str, kept: &[u8], into: &mut String) {
    // What is kept goes over at once: thousands of IDs have nothing else.
    let mut rest = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || kept.contains(&byte) {
            continue;
        }
        into.push_str(text.get(rest..at).unwrap_or_default());
        into.push('%');
        into.push(char::from(HEX[usize::from(byte >> 4)]));
        into.push(char::from(HEX[usize::from(byte & 15)]));
        rest = at + 1;
    }
    into.push_str(text.get(rest..).unwrap_or_default());
}
