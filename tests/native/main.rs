//! The plugin from the outside, natively: one binary, so that it links once.

mod address;
mod batch;
mod envelope;
mod search;
mod support;
mod users;
