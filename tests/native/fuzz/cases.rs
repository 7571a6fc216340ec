//! How many cases a property runs, and which. It is a number, never a time, and the same cases in every run of the tests: a
//! change fails because of what it changed. `npm run fuzz` looks for new cases.

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;
use std::env;

/// `usual` cases, which take about 2 s on an idle core. `WORKFRONT_FUZZ_TIMES` multiplies them, `WORKFRONT_FUZZ_CASES`
/// replaces them; `WORKFRONT_FUZZ_SEED` chooses other cases. `npm run fuzz` sets them.
pub fn cases(usual: u32) -> ProptestConfig {
    let times = number("WORKFRONT_FUZZ_TIMES").unwrap_or(1);
    let count = number("WORKFRONT_FUZZ_CASES").unwrap_or(usual.saturating_mul(times));
    ProptestConfig {
        rng_seed: RngSeed::Fixed(number("WORKFRONT_FUZZ_SEED").unwrap_or(1).into()),
        ..ProptestConfig::with_cases(count)
    }
}

fn number(name: &str) -> Option<u32> {
    let text = env::var(name).ok()?;
    let number = text.parse().ok().filter(|number| *number > 0);
    Some(number.unwrap_or_else(|| panic!("{name} must be a number above 0, but is '{text}'")))
}
