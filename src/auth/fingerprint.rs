//! A short name for a set of values (FNV-1a). It tells them apart; it is no protection, so what is made of a secret
//! stays where secrets are.

/// The fingerprint of these values in this order.
pub(crate) fn of(values: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for value in values {
        hash = with(hash, value);
    }
    hash
}

/// The fingerprint with one more value. A byte that no UTF-8 text has ends each: ("ab", "c") is not ("a", "bc").
fn with(hash: u64, value: &str) -> u64 {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    add(value.bytes().fold(hash, add), 0xff)
}

/// As text: sixteen hexadecimal digits.
pub(crate) fn to_text(fingerprint: u64) -> String {
    let mut text = String::with_capacity(16);
    for place in (0..16).rev() {
        let digit = (fingerprint >> (4 * place)) as usize & 15;
        text.push(char::from(b"0123456789abcdef"[digit]));
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn fnv_1a_and_borders() {
        assert_eq!(super::to_text(super::of(&[])), "cbf29ce484222325");
        assert_ne!(super::of(&["ab", "c"]), super::of(&["a", "bc"]));
        assert_eq!(super::of(&["ab", "c"]), super::of(&["ab", "c"]));
    }
}
