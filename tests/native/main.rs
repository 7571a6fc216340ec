//! Native tests of the public API: one binary, so that it is linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // What clippy allows in #[test] alone.

mod address;
mod auth;
mod batch;
mod batch_verdicts;
mod changes;
mod choices;
mod envelope;
mod events;
mod evidence;
mod filters;
mod fuzz;
mod guards;
mod inputs;
mod messages;
mod offboarding_verdicts;
mod person_keys;
mod plans;
mod provision;
mod reconcile;
mod run_reports;
mod search;
mod support;
mod tenant;
mod users;
mod verdicts;
mod wrong_inputs;
