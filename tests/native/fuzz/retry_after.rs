use super::cases::cases;
use super::strategies::mutated;
use super::targets::retry_after::check;
use proptest::prelude::*;
use std::time::{Duration, UNIX_EPOCH};
use workfront_actions::transport::retry_after_ms;

const SAMPLES: &[&str] = &[
    "3",
    "120",
    "99999999999999999999999",
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "Fri, 31 Dec 9999 23:59:59 GMT",
];

proptest! {
    #![proptest_config(cases(200_000))]

    #[test]
    fn any_header_is_a_delay_or_ignored(text in prop_oneof![6 => mutated(SAMPLES), 1 => any::<String>()]) {
        check(text.as_bytes());
    }

    #[test]
    fn a_date_is_the_time_until_then(seconds in 0..253_402_300_799_u64, wait in 0..100_000_u64) {
        let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        let now = seconds.saturating_sub(wait);
        let expected = (seconds - now) as f64 * 1_000.0;
        prop_assert_eq!(retry_after_ms(&date, now as f64 * 1_000.0), Some(expected));
    }
}
