//! Base64 as JWTs have it: the URL's alphabet, no padding.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bytes (of a text, say) in Base64.
pub(crate) fn encode<B: AsRef<[u8]> + ?Sized>(bytes: &B) -> String {
    let mut encoded = String::new();
    for chunk in bytes.as_ref().chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * place)) & 63;
            encoded.push(char::from(ALPHABET[index as usize]));
        }
    }
    encoded
}

/// The bytes that a text in Base64 stands for.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for place in 0..4 {
            let digit = match chunk.get(place) {
                Some(digit) => ALPHABET.iter().position(|known| known == digit)?,
                None => 0,
            };
            bits = bits << 6 | digit as u32;
        }
        let whole = chunk.len() - 1;
        // A digit alone, or bits that no byte has: not written by `encode`.
        if whole == 0 || bits << 8 << (8 * whole) != 0 {
            return None;
        }
        bytes.extend_from_slice(bits.to_be_bytes().get(1..=whole)?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_vectors_of_rfc_4648_without_padding() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
            ("~~>??", "fn4-Pz8"),
        ] {
            assert_eq!(super::encode(text), encoded, "{text}");
            assert_eq!(super::decode(encoded).as_deref(), Some(text.as_bytes()));
        }
        for broken in ["Z", "Zm9vY", "Zh", "Zm9=", "Zm+v"] {
            assert_eq!(super::decode(broken), None, "{broken}");
        }
    }
}
