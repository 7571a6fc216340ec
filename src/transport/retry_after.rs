//! `Retry-After`: seconds, or a date in the one form that HTTP still sends.

use crate::model::date;

const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// How long to wait from `now` on, in milliseconds.
pub fn wait_ms(text: &str, now: f64) -> Option<f64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(f64::from(seconds) * 1_000.0);
    }
    Some((date_ms(text)? - now).max(0.0))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` in milliseconds since 1970.
fn date_ms(text: &str) -> Option<f64> {
    let text = text.strip_suffix(" GMT")?.get(5..)?;
    let number = |from: usize, to: usize| Some(i64::from(text.get(from..to)?.parse::<u32>().ok()?));
    let month = text.get(3..6)?.as_bytes();
    let month = MONTHS.chunks(3).position(|name| name == month)? as i64 + 1;
    let (day, year) = (number(0, 2)?, number(7, 11)?);
    let (hours, minutes, seconds) = (number(12, 14)?, number(15, 17)?, number(18, 20)?);
    let clock = (hours * 3_600 + minutes * 60 + seconds) * 1_000;
    Some((date::days_of(year, month, day) * date::DAY_MS + clock) as f64)
}

#[cfg(test)]
mod tests {
    use super::wait_ms;

    #[test]
    fn seconds_and_dates() {
        let now = 784_111_770_000.0; // Sun, 06 Nov 1994 08:49:30 GMT
        assert_eq!(wait_ms("3", now), Some(3_000.0));
        assert_eq!(wait_ms("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(7_000.0));
        assert_eq!(wait_ms("Sun, 06 Nov 1994 08:49:00 GMT", now), Some(0.0));
        assert_eq!(
            wait_ms("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_799_000.0),
            Some(1_000.0)
        );
        for text in [
            "",
            "soon",
            "-1",
            "1.5",
            "06 Nov 1994",
            "Sun, 06 Foo 1994 08:49:37 GMT",
        ] {
            assert_eq!(wait_ms(text, now), None, "{text}");
        }
    }
}
