//! The sandbox through its public API: requests in, responses out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // What clippy allows in #[test] alone.

mod access;
mod batch;
mod client;
mod events;
mod fuzz;
mod limits;
mod reading;
mod search;
mod services;
mod users;
