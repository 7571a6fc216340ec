//! A digest of secrets. It shows whether two connections have the same secrets without revealing them.

use sha2::{Digest, Sha256};

/// The SHA-256 digest of these values in this order, in hexadecimal.
pub(crate) fn of(values: &[&str]) -> String {
    let mut hash = Sha256::new();
    for value in values {
        // The length distinguishes ("ab", "c") from ("a", "bc").
        hash.update((value.len() as u64).to_be_bytes());
        hash.update(value);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether two digests are equal, compared in constant time.
pub(crate) fn is_equal(one: &str, other: &str) -> bool {
    use subtle::ConstantTimeEq;
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::{is_equal, of};

    #[test]
    fn sha_256_depends_on_where_values_end() {
        // SHA-256 of no bytes (FIPS 180-4).
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(of(&[]), empty);
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert!(is_equal(&of(&["ab", "c"]), &of(&["ab", "c"])));
        assert!(!is_equal(&of(&["ab"]), &of(&["ac"])));
    }
}
