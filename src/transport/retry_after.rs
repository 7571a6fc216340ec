//! `Retry-After`: seconds, or a date in the one form that HTTP still sends.

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
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let month = text.get(3..6)?.as_bytes();
    let month = MONTHS.chunks(3).position(|name| name == month)? as u32 + 1;
    let (day, year) = (number(0, 2)?, number(7, 11)?);
    let (hours, minutes, seconds) = (number(12, 14)?, number(15, 17)?, number(18, 20)?);
    let seconds = hours * 3_600 + minutes * 60 + seconds;
    Some(days_since_1970(year, month, day) * 86_400_000.0 + f64::from(seconds) * 1_000.0)
}

/// Days of the Gregorian calendar, counted from March so that the leap day comes last.
fn days_since_1970(year: u32, month: u32, day: u32) -> f64 {
    let (year, month) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    f64::from(days) - 719_468.0
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
