//! Percent-encoding as in Adobe's own client.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Encodes a value of a query or a form: every character that isn't unreserved.
pub fn value(text: &str, into: &mut String) {
    encode(text, b"", into);
}

/// Encodes a key. `$` and `:` stay, as in `$$LIMIT` and `DE:Employee Number`.
pub fn key(text: &str, into: &mut String) {
    encode(text, b"$:", into);
}

/// Encodes a list of field names. The commas, colons and asterisks of its grammar stay.
pub fn field_list(text: &str, into: &mut String) {
    encode(text, b",:*", into);
}

fn encode(text: &str, unescaped: &[u8], into: &mut String) {
    // Runs of unreserved characters are copied at once.
    let mut rest = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || unescaped.contains(&byte) {
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
