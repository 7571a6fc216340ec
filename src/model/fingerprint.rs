//! A short checksum (FNV-1a, 64 bits) of strings that aren't secret. It distinguishes them and protects nothing.

use fnv::FnvHasher;
use std::hash::Hasher;

/// The checksum of these values in this order: ("ab", "c") is not ("a", "bc").
pub(crate) fn of(values: &[&str]) -> u64 {
    let mut hasher = FnvHasher::default();
    for value in values {
        hasher.write(value.as_bytes());
        // A byte that UTF-8 never contains ends each value.
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::of;

    // Stored cursors contain such checksums, so these values must never change.
    #[test]
    fn fnv_1a_and_borders() {
        assert_eq!(of(&[]), 0xcbf2_9ce4_8422_2325);
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["68304ec8", "1790000000000"]), 0xa28c_8101_9ced_645d);
    }
}
