//! How many cases a property runs. It is a number, never a time: a slow machine runs the same cases.

use proptest::prelude::ProptestConfig;
use std::env;

/// `usual` cases, which take about 2 s on an idle core. `WORKFRONT_FUZZ_TIMES` multiplies them, `WORKFRONT_FUZZ_CASES`
/// replaces them; `npm run fuzz` sets both.
pub fn cases(usual: u32) -> ProptestConfig {
    let times = number("WORKFRONT_FUZZ_TIMES").unwrap_or(1);
    let count = number("WORKFRONT_FUZZ_CASES").unwrap_or(usual.saturating_mul(times));
    ProptestConfig::with_cases(count)
}

fn number(name: &str) -> Option<u32> {
    let text = env::var(name).ok()?;
    let number = text.parse().ok().filter(|number| *number > 0);
    Some(number.unwrap_or_else(|| panic!("{name} must be a number above 0, but is '{text}'")))
}
