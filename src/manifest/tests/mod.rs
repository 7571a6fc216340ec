//! What every action has in common, by its description.
#![allow(clippy::expect_used)] // What clippy allows in #[test] alone.

mod extensions;
mod hints;
mod inputs;
