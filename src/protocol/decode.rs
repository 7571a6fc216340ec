//! Percent-decoding of what a server may decode more than once.

use percent_encoding::percent_decode_str;

/// How often a text is decoded at most.
const MAX_DECODINGS: usize = 4;

/// The text without percent-encoding and with spaces for `+`, decoded until decoding changes nothing.
pub(crate) fn decode(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MAX_DECODINGS {
        let spaced = text.replace('+', " ");
        let decoded = percent_decode_str(&spaced).decode_utf8_lossy().into_owned();
        if decoded == text {
            break;
        }
        text = decoded;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn texts_are_decoded_completely() {
        assert_eq!(decode("is%2541ctive"), "isActive");
        assert_eq!(decode("a+b%20c"), "a b c");
    }
}
