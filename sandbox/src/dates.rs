//! Workfront's dates, which have a colon before the milliseconds (docs/workfront-facts.md#dates).

const DAY_MS: i64 = 86_400_000;

/// A year, a month (1 to 12) and a day (1 to 31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: i64,
    /// The day, 1 to 31.
    pub day: i64,
}

/// A parsed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Milliseconds since 1970 (UTC).
    pub ms: i64,
    /// Whether the string has a day but no time.
    pub day_only: bool,
}

/// The number of days from 1970-01-01 to a date.
pub fn days_of(date: Civil) -> i64 {
    let year = if date.month <= 2 {
        date.year - 1
    } else {
        date.year
    };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date that is a number of days after 1970-01-01.
pub fn civil_of(days: i64) -> Civil {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Civil {
        year,
        month,
        day: day_of_year - (153 * shifted + 2) / 5 + 1,
    }
}

/// Formats a date as Workfront does, in the tenant's UTC offset.
pub fn format(ms: i64, offset_minutes: i64) -> String {
    let local = ms + offset_minutes * 60_000;
    let Civil { year, month, day } = civil_of(local.div_euclid(DAY_MS));
    let rest = local.rem_euclid(DAY_MS);
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, millis) = (rest / 1000 % 60, rest % 1000);
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let (ahead, part) = (offset_minutes.abs() / 60, offset_minutes.abs() % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}:{millis:03}\
         {sign}{ahead:02}{part:02}"
    )
}

/// Parses a date with a colon or a dot before the milliseconds, with or without an offset, or a day without a time.
pub fn parse(text: &str, offset_minutes: i64) -> Option<Parsed> {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let mut parts = day.split('-').map(number);
    let date = Civil {
        year: parts.next()??,
        month: parts.next()??,
        day: parts.next()??,
    };
    let real = civil_of(days_of(date)) == date && parts.next().is_none();
    if !real || day.len() != 10 {
        return None;
    }
    let start = days_of(date) * DAY_MS;
    let Some(time) = time else {
        return Some(Parsed {
            ms: start - offset_minutes * 60_000,
            day_only: true,
        });
    };
    let (clock, offset) = split_offset(time, offset_minutes)?;
    let mut parts = clock.split([':', '.']).map(number);
    let hours = parts.next()?.filter(|hours| *hours < 24)?;
    let minutes = parts.next()?.filter(|minutes| *minutes < 60)?;
    let seconds = parts
        .next()
        .unwrap_or(Some(0))
        .filter(|seconds| *seconds < 60)?;
    let millis = parts
        .next()
        .unwrap_or(Some(0))
        .filter(|millis| *millis < 1000)?;
    if parts.next().is_some() {
        return None;
    }
    let since = hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + millis;
    Some(Parsed {
        ms: start + since - offset * 60_000,
        day_only: false,
    })
}

fn split_offset(time: &str, default: i64) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let Some(at) = time.find(['+', '-']) else {
        return Some((time, default));
    };
    let digits = time.get(at + 1..)?.replace(':', "");
    if digits.len() != 4 {
        return None;
    }
    let minutes = number(digits.get(..2)?)? * 60 + number(digits.get(2..)?)?;
    let sign = if time.get(at..=at)? == "-" { -1 } else { 1 };
    Some((time.get(..at)?, sign * minutes))
}

fn number(text: &str) -> Option<i64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// The start of the day of a date, in a UTC offset.
pub fn start_of_day(ms: i64, offset_minutes: i64) -> i64 {
    let offset = offset_minutes * 60_000;
    (ms + offset).div_euclid(DAY_MS) * DAY_MS - offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_a_colon_before_the_milliseconds() {
        assert_eq!(
            format(1_409_238_000_000, -240),
            "2014-08-28T11:00:00:000-0400"
        );
    }

    #[test]
    fn parses_its_own_format_and_iso() {
        for text in ["2014-08-28T11:00:00:000-0400", "2014-08-28T15:00:00.000Z"] {
            assert_eq!(
                parse(text, 0),
                Some(Parsed {
                    ms: 1_409_238_000_000,
                    day_only: false
                })
            );
        }
        assert_eq!(parse("2014-02-30", 0), None);
        assert_eq!(parse("yesterday", 0), None);
        assert_eq!(
            parse("1970-01-02", 60).map(|it| it.ms),
            Some(DAY_MS - 3_600_000)
        );
    }
}
