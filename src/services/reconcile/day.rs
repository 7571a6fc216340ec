//! Reads a day of the list: the last working day.

use crate::error::cut;
use crate::json::Json;
use crate::model::date::{self, DAY_MS, to_day};
use crate::services::plans::HeldReason;

/// The first day of 1980. Earlier dates stand for "none" in some systems: 0001-01-01, 1899-12-30, 1970-01-01.
const EARLIEST_DAY_MS: i64 = 315_532_800_000;

/// The last day that can be written, 9999-12-31, stands for "no end" in HR systems such as SAP: there is no day after it.
fn is_no_end(day: i64) -> bool {
    to_day(day + DAY_MS).is_none()
}

/// The beginning of a day in UTC; `None` for the day that means "no end". Midnight is the day as it is written, whatever the time zone. Another time is refused: the
/// midnight of a zone, written in UTC, is on the day before or after (2026-03-30T22:00:00Z is the 31st of March in Berlin).
pub(super) fn day(value: &Json) -> Result<Option<i64>, (HeldReason, String)> {
    let text = value.to_display_string();
    let day = text.get(..10).and_then(date::parse);
    let day = day.filter(|&day| day >= EARLIEST_DAY_MS);
    let rest = text.get(10..).unwrap_or_default();
    let problem = match day {
        Some(day) if is_midnight(rest) => return Ok(Some(day).filter(|&day| !is_no_end(day))),
        Some(_) if date::parse(&text).is_some() => format!(
            "must be a day without a time such as 2026-03-31, but is '{}', which is another day in another time zone",
            cut(&text)
        ),
        _ => format!(
            "must be a date such as 2026-03-31, in 1980 or later, but is '{}'",
            cut(&text)
        ),
    };
    Err((HeldReason::Invalid, problem))
}

/// Whether this follows a date: nothing, or midnight as in `T00:00:00.000Z`, ` 00:00` or `T00:00:00:000+0200`.
fn is_midnight(rest: &str) -> bool {
    let Some(clock) = rest.strip_prefix(['T', ' ']) else {
        return rest.is_empty();
    };
    let zone_at = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(zone_at);
    // Any day: is the zone one?
    let is_zone = date::parse(&["2026-03-31T00:00:00", zone].concat()).is_some();
    let is_clock = ["00:00", "00:00:00"].contains(&clock.get(..8).unwrap_or(clock));
    let parts = clock.get(8..).unwrap_or_default();
    let mut digits = parts.bytes().skip(1);
    let is_zero = parts.is_empty()
        || parts.starts_with(['.', ':']) && parts.len() > 1 && digits.all(|digit| digit == b'0');
    is_zone && is_clock && is_zero
}

#[cfg(test)]
mod tests {
    use super::day;
    use crate::json::Json;
    use crate::model::date::parse;

    #[test]
    fn midnight_is_the_day_as_it_is_written() {
        for text in [
            "2026-03-31",
            "2026-03-31T00:00",
            "2026-03-31 00:00:00",
            "2026-03-31T00:00:00Z",
            "2026-03-31T00:00:00.000Z",
            "2026-03-31T00:00:00:000-0500",
            "2026-03-31T00:00:00.0000000+02:00",
        ] {
            assert_eq!(day(&Json::from(text)), Ok(parse("2026-03-31")), "{text}");
        }
    }

    #[test]
    fn the_last_day_that_can_be_written_means_no_end() {
        for text in ["9999-12-31", "9999-12-31T00:00:00+0200"] {
            assert_eq!(day(&Json::from(text)), Ok(None), "{text}");
        }
        assert_eq!(day(&Json::from("9999-12-30")), Ok(parse("9999-12-30")));
        assert!(day(&Json::from("10000-01-01")).is_err());
        assert!(day(&Json::from("+010000-01-01")).is_err());
    }

    #[test]
    fn another_time_and_what_is_no_time_are_refused() {
        for (text, message) in [
            ("2026-03-30T22:00:00.000Z", "another time zone"),
            ("2026-03-31T23:59:59Z", "another time zone"),
            ("2026-03-31T00:00:01", "another time zone"),
            ("2026-03-31T25:99", "must be a date"),
            ("2026-03-31T", "must be a date"),
            ("2026-03-31Z", "must be a date"),
            ("2026-03-31T00:00:00Q", "must be a date"),
            ("2026-03-31T00:00:00.", "must be a date"),
            ("2026-03-311", "must be a date"),
            ("1970-01-01", "1980 or later"),
            ("2026-02-30", "must be a date"),
        ] {
            let (_, problem) = day(&Json::from(text)).expect_err(text);
            assert!(problem.contains(message), "{text}: {problem}");
        }
    }
}
