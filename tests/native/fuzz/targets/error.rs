//! What every error must be.

use workfront_actions::error::{Error, ErrorKind};

/// The longest error, in bytes of JSON.
const LONGEST: usize = 300_000;

/// Panics unless the error is clear: it has a message and a hint, names no bug of this package, and is short.
pub fn check(error: &Error) {
    let text = serde_json::to_string(error).expect("an error is JSON");
    assert_ne!(error.kind, ErrorKind::Internal, "{text}");
    assert!(!error.message.is_empty(), "{text}");
    assert!(!error.hint.is_empty(), "{text}");
    assert!(text.len() <= LONGEST, "{} bytes", text.len());
}

/// Panics unless the input was refused with the names of its fields.
pub fn check_refusal(error: &Error) {
    check(error);
    assert_eq!(error.kind, ErrorKind::Validation, "{error}");
    assert!(!error.fields.is_empty(), "{error}");
    for field in &error.fields {
        assert!(error.message.contains(field.as_str()), "{field}: {error}");
    }
}
