//! Wildcards in values: `$$TODAY`, `$$NOW`, `$$USER` and `$$CUSTOMER` (docs/workfront-facts.md#wildcards).

use crate::dates::{Civil, civil_of, days_of, start_of_day};
use crate::model::Type;
use crate::tenant::{Caller, Tenant};

const DAY_MS: i64 = 86_400_000;

/// The string that replaces a wildcard. `None` if the value is not such a wildcard.
pub fn text(tenant: &Tenant, caller: &Caller, value: &str) -> Option<String> {
    if value == "$$CUSTOMER" {
        return Some(tenant.store.customer.to_string());
    }
    let rest = value.strip_prefix("$$USER")?;
    let field = match rest {
        "" => "ID",
        rest => rest.strip_prefix('.')?,
    };
    let user = tenant.store.node(Type::User, &caller.user)?;
    Some(user.read_named(&tenant.store, field).as_text()?.to_string())
}

/// The date that `$$TODAY[b|e][+-]N[h|d|w|m|q|y]` or `$$NOW…` means.
pub fn date(tenant: &Tenant, caller: &Caller, value: &str) -> Option<i64> {
    let offset = tenant.options.utc_offset_minutes;
    let (start, rest) = match value.strip_prefix("$$TODAY") {
        Some(rest) => (start_of_day(caller.now_ms, offset), rest),
        None => (caller.now_ms, value.strip_prefix("$$NOW")?),
    };
    let mut rest = rest;
    let edge = rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, 'b' | 'e'));
    if edge.is_some() {
        rest = &rest[1..];
    }
    // `$$TODAYbm` has a unit without a number.
    let (amount, unit) = match rest.strip_prefix(['+', '-']) {
        Some(digits) => {
            let at = digits.find(|letter: char| !letter.is_ascii_digit())?;
            let amount: i64 = digits[..at].parse().ok()?;
            let sign = if rest.starts_with('-') { -1 } else { 1 };
            (sign * amount, &digits[at..])
        }
        None => (0, rest),
    };
    let moved = match unit {
        "" if amount == 0 && edge.is_none() => start,
        "h" => start + amount * 3_600_000,
        "d" => start + amount * DAY_MS,
        "w" => start + amount * 7 * DAY_MS,
        "m" => add_months(start, amount, offset),
        "q" => add_months(start, amount * 3, offset),
        "y" => add_months(start, amount * 12, offset),
        _ => return None,
    };
    match edge {
        None => Some(moved),
        Some('b') => Some(start_of(moved, unit, offset)),
        Some(_) => Some(start_of(next_start(moved, unit, offset), unit, offset) - 1),
    }
}

fn add_months(ms: i64, amount: i64, offset: i64) -> i64 {
    let local = ms + offset * 60_000;
    let Civil { year, month, day } = civil_of(local.div_euclid(DAY_MS));
    let month_count = year * 12 + month - 1 + amount;
    let (year, month) = (month_count.div_euclid(12), month_count.rem_euclid(12) + 1);
    // The last day, if the month is shorter.
    let is_real = |day| {
        let date = Civil { year, month, day };
        civil_of(days_of(date)) == date
    };
    let day = (1..=day).rev().find(|day| is_real(*day)).unwrap_or(1);
    days_of(Civil { year, month, day }) * DAY_MS + local.rem_euclid(DAY_MS) - offset * 60_000
}

fn start_of(ms: i64, unit: &str, offset: i64) -> i64 {
    let day = start_of_day(ms, offset) + offset * 60_000;
    let days = day.div_euclid(DAY_MS);
    let Civil { year, month, .. } = civil_of(days);
    let first = match unit {
        "h" => return ms.div_euclid(3_600_000) * 3_600_000,
        // Weeks start on Sunday. 1970-01-01 was a Thursday.
        "w" => days - (days + 4).rem_euclid(7),
        "m" => days_of(Civil {
            year,
            month,
            day: 1,
        }),
        "q" => days_of(Civil {
            year,
            month: (month - 1) / 3 * 3 + 1,
            day: 1,
        }),
        "y" => days_of(Civil {
            year,
            month: 1,
            day: 1,
        }),
        _ => days,
    };
    first * DAY_MS - offset * 60_000
}

fn next_start(ms: i64, unit: &str, offset: i64) -> i64 {
    match unit {
        "h" => ms + 3_600_000,
        "w" => ms + 7 * DAY_MS,
        "m" => add_months(start_of(ms, "m", offset), 1, offset),
        "q" => add_months(start_of(ms, "q", offset), 3, offset),
        "y" => add_months(start_of(ms, "y", offset), 12, offset),
        _ => ms + DAY_MS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_added_to_the_last_day_of_a_shorter_month() {
        let at = |year, month, day| days_of(Civil { year, month, day }) * DAY_MS;
        assert_eq!(add_months(at(2024, 1, 31), 1, 0), at(2024, 2, 29));
        assert_eq!(add_months(at(2024, 1, 31), -2, 0), at(2023, 11, 30));
        assert_eq!(start_of(at(2026, 11, 24), "w", 0), at(2026, 11, 22));
        assert_eq!(start_of(at(2026, 11, 24), "q", 0), at(2026, 10, 1));
    }
}
