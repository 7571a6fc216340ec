//! Properties of everything that parses: whatever arrives, it is read or refused with a clear error.
//!
//! Each file of `targets/` checks one parser with any bytes. Three drivers use them: the properties in this folder, which
//! generate inputs that are almost right; `corpus.rs`, which runs every input that was once misread; and cargo-fuzz
//! (fuzz/README.md).

mod batch;
mod cases;
mod corpus;
mod cursor;
mod date;
mod envelope;
mod event;
mod filter;
mod operation;
mod responses;
mod retry_after;
mod server;
mod strategies;
mod targets;
