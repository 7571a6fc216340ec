use super::cases::cases;
use super::strategies::mutated;
use super::targets::cursor::check;
use base64ct::{Base64UrlUnpadded, Encoding};
use fnv::FnvHasher;
use proptest::prelude::*;
use std::hash::Hasher;

/// A cursor with these bytes and the checksum that belongs to them, as anyone could forge it.
fn forged(bytes: &[u8]) -> String {
    let mut hasher = FnvHasher::default();
    hasher.write(Base64UrlUnpadded::encode_string(bytes).as_bytes());
    hasher.write_u8(0xff);
    let mut all = (hasher.finish() as u32).to_be_bytes().to_vec();
    all.extend_from_slice(bytes);
    format!("1.{}", Base64UrlUnpadded::encode_string(&all))
}

/// Two times, the age of the beginning, an ID and its age, and what remains.
fn parts() -> impl Strategy<Value = Vec<u8>> {
    let moment = prop_oneof![8 => 0..253_402_300_800_000_i64, 1 => any::<i64>()];
    let id = prop_oneof![
        4 => "[A-Za-z0-9_-]{0,64}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..100),
    ];
    let rest = prop_oneof![
        3 => prop::collection::vec(any::<[u8; 10]>(), 0..8).prop_map(|seen| seen.concat()),
        1 => prop::collection::vec(any::<u8>(), 0..3_000),
    ];
    (moment.clone(), moment, any::<u32>(), id, any::<u32>(), rest).prop_map(
        |(newest, began, from, id, age, rest)| {
            let mut bytes = [newest.to_be_bytes(), began.to_be_bytes()].concat();
            bytes.extend_from_slice(&from.to_be_bytes());
            bytes.push(id.len() as u8);
            if !id.is_empty() {
                bytes.extend_from_slice(&age.to_be_bytes());
                bytes.extend_from_slice(&id);
            }
            bytes.extend_from_slice(&rest);
            bytes
        },
    )
}

/// Of 2026, with a position and one change.
const SAMPLES: &[&str] = &["1.", "1.AAAA", "2.AAAA"];

proptest! {
    #![proptest_config(cases(60_000))]

    #[test]
    fn a_forged_cursor_is_refused_or_the_same_after_formatting(bytes in parts(), cut in any::<prop::sample::Index>()) {
        check(forged(&bytes).as_bytes());
        check(forged(&bytes[..cut.index(bytes.len())]).as_bytes());
    }

    #[test]
    fn any_text_is_refused(text in prop_oneof![mutated(SAMPLES), "1\\.[A-Za-z0-9_=-]{0,60}"]) {
        check(text.as_bytes());
    }
}
