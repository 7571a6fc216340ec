//! SHA-256 digests, in hexadecimal.

use crate::json::Json;
use sha2::{Digest, Sha256};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// How many items are written as one text at a time.
const CHUNK: usize = 1_000;

/// The digest of a text.
pub(super) fn sha256(text: &str) -> String {
    hex(Sha256::new_with_prefix(text.as_bytes()))
}

/// The digest of an array's canonical JSON text, which isn't in memory as a whole: `unchanged` may have a hundred thousand people.
/// `None` if it can't be written as JSON.
pub(super) fn sha256_of_items(array: &Json) -> Option<String> {
    let mut digest = Sha256::new();
    digest.update("[");
    for from in (0..array.len()).step_by(CHUNK) {
        let items = array.items_canonical(from..array.len().min(from + CHUNK))?;
        if from > 0 {
            digest.update(",");
        }
        digest.update(items.get(1..items.len() - 1)?);
    }
    digest.update("]");
    Some(hex(digest))
}

fn hex(digest: Sha256) -> String {
    let digest = digest.finalize();
    let mut hex = String::with_capacity(digest.len() * 2);
    for byte in digest {
        for digit in [byte >> 4, byte & 15] {
            hex.push(DIGITS[usize::from(digit)].into());
        }
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, sha256, sha256_of_items};
    use crate::json::Json;

    #[test]
    fn the_digest_of_items_is_that_of_their_text() {
        for count in [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK - 1] {
            let item = |at: usize| Json::object_of(&[("b", (at as f64).into()), ("a", "é".into())]);
            let array = Json::array_of((0..count).map(item));
            let text = array.to_canonical_string().expect("JSON");
            assert_eq!(sha256_of_items(&array), Some(sha256(&text)), "{count}");
        }
    }
}
