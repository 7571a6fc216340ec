//! A short name for a set of values (FNV-1a). It tells them apart; it is no protection, so what is made of a secret
//! stays where secrets are.

/// The fingerprint of these values in this order.
pub(crate) fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for value in values {
        // A byte that no UTF-8 text has ends each value: ("ab", "c") is not ("a", "bc").
        for byte in value.bytes().chain(std::iter::once(0xff)) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// As text: sixteen hexadecimal digits.
pub(crate) fn to_text(fingerprint: u64) -> String {
    (0..16)
        .rev()
        .filter_map(|place| char::from_digit((fingerprint >> (4 * place)) as u32 & 15, 16))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn fnv_1a_and_borders() {
        assert_eq!(super::to_text(super::of([])), "cbf29ce484222325");
        assert_ne!(super::of(["ab", "c"]), super::of(["a", "bc"]));
        assert_eq!(super::of(["ab", "c"]), super::of(["ab", "c"]));
    }
}
