//! The response header `Retry-After`: seconds or a date.

use std::time::UNIX_EPOCH;

/// How long to wait from `now` on, in milliseconds; `None` when the text is neither a number of seconds nor an HTTP date.
/// `now` is in milliseconds since 1970. A date in the past is 0.
pub fn retry_after_ms(text: &str, now: f64) -> Option<f64> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that overflows is too long a wait in any case.
        let seconds: u64 = text.parse().unwrap_or(u64::MAX);
        return Some(seconds as f64 * 1_000.0);
    }
    let date = httpdate::parse_http_date(text).ok()?;
    let seconds = date.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some((seconds as f64 * 1_000.0 - now).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::retry_after_ms;

    #[test]
    fn seconds_and_dates() {
        let now = 784_111_770_000.0; // Sun, 06 Nov 1994 08:49:30 GMT
        assert_eq!(retry_after_ms("3", now), Some(3_000.0));
        assert_eq!(
            retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", now),
            Some(7_000.0)
        );
        assert_eq!(
            retry_after_ms("Sun, 06 Nov 1994 08:49:00 GMT", now),
            Some(0.0)
        );
        assert_eq!(
            retry_after_ms("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_799_000.0),
            Some(1_000.0)
        );
        assert_eq!(
            retry_after_ms("4294967295", now),
            Some(4_294_967_295_000.0),
            "136 years"
        );
        assert!(retry_after_ms("99999999999999999999999", now) > Some(1e18));
        assert!(retry_after_ms("Fri, 31 Dec 9999 23:59:59 GMT", now) > Some(1e14));
        assert_eq!(
            retry_after_ms("Sunday, 06-Nov-94 08:49:37 GMT", now),
            Some(7_000.0),
            "RFC 850"
        );
        assert_eq!(
            retry_after_ms("Sun Nov  6 08:49:37 1994", now),
            Some(7_000.0)
        );
        for text in [
            "",
            "+3",
            "soon",
            "-1",
            "1.5",
            "06 Nov 1994",
            "Sun, 06 Foo 1994 08:49:37 GMT",
        ] {
            assert_eq!(retry_after_ms(text, now), None, "{text}");
        }
    }
}
