//! Dates as Workfront writes them: a colon before the milliseconds in its REST responses, a dot in its events
//! (docs/workfront-facts.md#dates).

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// The time that a string names, in milliseconds since 1970: `2014-08-28T11:00:00:000-0400`, the same with a dot,
/// `Z` or `-04:00`, without milliseconds, or a day alone (its beginning in UTC).
pub fn parse(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let separators = *bytes.get(4)? == b'-' && *bytes.get(7)? == b'-';
    let (year, month, day) = (
        number(bytes, 0, 4)?,
        number(bytes, 5, 2)?,
        number(bytes, 8, 2)?,
    );
    let days = days_of(year, month, day);
    if !separators || civil_of(days) != (year, month, day) {
        return None;
    }
    let start = days * DAY_MS;
    if bytes.len() == 10 {
        return Some(start);
    }
    if bytes[10] != b'T' || *bytes.get(13)? != b':' || *bytes.get(16)? != b':' {
        return None;
    }
    let (hours, minutes, seconds) = (
        number(bytes, 11, 2)?,
        number(bytes, 14, 2)?,
        number(bytes, 17, 2)?,
    );
    let (millis, zone) = match bytes.get(19) {
        Some(b':' | b'.') => (number(bytes, 20, 3)?, 23),
        _ => (0, 19),
    };
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let clock = hours * 3_600_000 + minutes * 60_000 + seconds * 1_000 + millis;
    let moment = start + clock - offset_minutes(bytes.get(zone..)?)? * 60_000;
    Some(moment).filter(|moment| WRITABLE.contains(moment))
}

/// The times with a year of four digits: others have no text.
const WRITABLE: std::ops::RangeInclusive<i64> = -62_167_219_200_000..=253_402_300_799_999;

fn offset_minutes(zone: &[u8]) -> Option<i64> {
    let sign = match zone {
        b"" | b"Z" => return Some(0),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    let minutes_at = match zone.len() {
        5 => 3,
        6 if zone[3] == b':' => 4,
        _ => return None,
    };
    let (hours, minutes) = (number(zone, 1, 2)?, number(zone, minutes_at, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

fn number(bytes: &[u8], from: usize, digits: usize) -> Option<i64> {
    let mut number = 0;
    for byte in bytes.get(from..from + digits)? {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
    }
    Some(number)
}

/// The day of a time, in UTC: `2020-05-13`. `None`: its year doesn't have four digits.
pub fn to_day(ms: i64) -> Option<String> {
    WRITABLE.contains(&ms).then(|| {
        let mut text = to_iso(ms);
        text.truncate(10);
        text
    })
}

/// A time as Workfront's filters take it: `2020-05-13T18:18:37.255Z`. A year without four digits has a sign and at least six, as
/// JavaScript writes it, and no system takes it for another year.
pub fn to_iso(ms: i64) -> String {
    format(ms, '.', "Z")
}

/// A time as Workfront's REST responses write it: `2020-05-13T18:18:37:255+0000`.
pub fn to_workfront(ms: i64) -> String {
    format(ms, ':', "+0000")
}

fn format(ms: i64, before_millis: char, zone: &str) -> String {
    let (year, month, day) = civil_of(ms.div_euclid(DAY_MS));
    let rest = ms.rem_euclid(DAY_MS);
    let mut text = String::with_capacity(31);
    let digits = match year {
        0..=9_999 => 4,
        _ => {
            text.push(if year < 0 { '-' } else { '+' });
            year.abs().to_string().len().max(6) as u32
        }
    };
    let mut put = |value: i64, digits: u32, after: &str| {
        for place in (0..digits).rev() {
            text.push((b'0' + (value / 10_i64.pow(place) % 10) as u8) as char);
        }
        text.push_str(after);
    };
    put(year.abs(), digits, "-");
    put(month, 2, "-");
    put(day, 2, "T");
    put(rest / 3_600_000, 2, ":");
    put(rest / 60_000 % 60, 2, ":");
    put(rest / 1_000 % 60, 2, before_millis.encode_utf8(&mut [0; 4]));
    put(rest % 1_000, 3, zone);
    text
}

/// Days since 1970 of the Gregorian calendar, counted from March so that the leap day comes last.
pub(crate) fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
        - 719_469
}

/// Year, month and day of a day since 1970.
fn civil_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_known_format() {
        let moment = Some(1_409_238_000_000);
        for text in [
            "2014-08-28T11:00:00:000-0400",
            "2014-08-28T11:00:00.000-0400",
            "2014-08-28T11:00:00.000-04:00",
            "2014-08-28T15:00:00.000Z",
            "2014-08-28T15:00:00Z",
            "2014-08-28T15:00:00",
        ] {
            assert_eq!(parse(text), moment, "{text}");
        }
        assert_eq!(parse("1970-01-02"), Some(DAY_MS));
        for text in [
            "",
            "today",
            "2014-02-30",
            "2014-08-28T25:00:00Z",
            "2014-08-28 11:00",
            "2014-08-28T15:00:00+4",
            "2014-08-28T15:00:00+99:99",
            "0000-01-01T00:00:00+0001",
            "9999-12-31T23:59:59-0001",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_without_four_digits_is_never_another_year() {
        let next = 253_402_300_800_000;
        assert_eq!(to_iso(next), "+010000-01-01T00:00:00.000Z");
        assert_eq!(to_iso(-62_167_219_200_001), "-000001-12-31T23:59:59.999Z");
        assert_eq!(to_workfront(next), "+010000-01-01T00:00:00:000+0000");
        assert!(to_iso(i64::MAX).starts_with("+292278994-08-17T"));
        assert!(to_iso(i64::MIN).starts_with("-292275055-05-16T"));
        for ms in [next, -62_167_219_200_001, i64::MAX, i64::MIN] {
            assert_eq!(to_day(ms), None);
            assert_eq!(parse(&to_iso(ms)), None);
        }
        assert_eq!(to_day(next - 1).as_deref(), Some("9999-12-31"));
        assert_eq!(to_day(0).as_deref(), Some("1970-01-01"));
    }

    proptest! {
        #[test]
        fn any_time_survives_both_formats(ms in -62_135_596_800_000_i64..253_402_300_799_999) {
            prop_assert_eq!(parse(&to_iso(ms)), Some(ms));
            prop_assert_eq!(parse(&to_workfront(ms)), Some(ms));
        }

        #[test]
        fn no_string_makes_it_panic(text in "\\PC{0,30}") {
            let _ = parse(&text);
        }
    }
}
