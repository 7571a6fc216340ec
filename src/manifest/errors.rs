use super::variants::describe;
use crate::error::{ErrorKind, hint_for};
use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray;

/// A kind of error.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorManifest {
    /// The code to branch on.
    pub kind: ErrorKind,
    /// What it means.
    pub description: String,
    /// What to do next, if the error has no more specific hint.
    pub what_to_do: &'static str,
    /// Whether the same call may succeed later, unchanged.
    pub retryable: bool,
}

/// All kinds of errors, with the doc comments of their variants.
///
/// # Errors
/// A kind has no doc comment.
pub fn all() -> serde_json::Result<Vec<ErrorManifest>> {
    let of = |kind: &ErrorKind| {
        Ok(ErrorManifest {
            kind: *kind,
            description: describe(kind)?,
            what_to_do: hint_for(*kind),
            retryable: kind.is_retryable(),
        })
    };
    ErrorKind::VARIANTS.iter().map(of).collect()
}
