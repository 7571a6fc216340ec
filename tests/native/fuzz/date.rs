use super::cases::cases;
use super::strategies::mutated;
use super::targets::date::check;
use proptest::prelude::*;

const SAMPLES: &[&str] = &[
    "2014-08-28T11:00:00:000-0400",
    "2014-08-28T11:00:00.000-04:00",
    "2014-08-28T15:00:00Z",
    "2014-02-28",
    "0000-01-01T00:00:00.000+0000",
    "9999-12-31T23:59:59.999Z",
];

proptest! {
    #![proptest_config(cases(200_000))]

    #[test]
    fn a_date_is_the_same_moment_after_formatting(text in prop_oneof![
        4 => mutated(SAMPLES),
        3 => "[09][09]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][.:][0-9]{3}([+-][0-9]{2}:?[0-9]{2}|Z)?",
        1 => "\\PC{0,30}",
    ]) {
        check(text.as_bytes());
    }
}
