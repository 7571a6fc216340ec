use sha2::{Digest, Sha256};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The SHA-256 digest of a text, in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut hex = String::with_capacity(digest.len() * 2);
    for byte in digest {
        for digit in [byte >> 4, byte & 15] {
            hex.push(DIGITS[usize::from(digit)].into());
        }
    }
    hex
}
