//! One function for each parser: it takes any bytes, and panics if a property doesn't hold.

pub mod cursor;
pub mod date;
pub mod envelope;
pub mod error;
pub mod event;
pub mod filter;
pub mod operation;
pub mod retry_after;

/// Panics if a property of a parser doesn't hold.
#[allow(dead_code)] // cargo-fuzz has a program for each target.
pub type Check = fn(&[u8]);

/// Each parser and its check. The name is the folder of its corpus, and its target in `fuzz/`.
#[allow(dead_code)] // cargo-fuzz has a program for each target.
pub const ALL: &[(&str, Check)] = &[
    ("cursor", cursor::check),
    ("date", date::check),
    ("envelope", envelope::check),
    ("event", event::check),
    ("filter", filter::check),
    ("operation", operation::check),
    ("retry_after", retry_after::check),
];
