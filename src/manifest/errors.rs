use crate::error::{ErrorKind, hint_for};
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use strum::VariantArray;

/// A way of failing.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorManifest {
    /// The code to branch on.
    pub kind: ErrorKind,
    /// What it means.
    pub description: String,
    /// What to do next, unless the error itself says more.
    pub what_to_do: &'static str,
    /// Whether the same call may succeed later, unchanged.
    pub retryable: bool,
}

/// Every way of failing, described by the kind's own doc comments.
pub fn all() -> Vec<ErrorManifest> {
    let schema = <ErrorKind as schemars::JsonSchema>::json_schema(&mut SchemaGenerator::default());
    let described = |kind: ErrorKind| {
        let name = serde_json::to_value(kind).ok()?;
        let variants = schema.get("oneOf")?.as_array()?;
        let variant = variants.iter().find(|variant| variant["const"] == name)?;
        variant["description"].as_str().map(str::to_owned)
    };
    ErrorKind::VARIANTS
        .iter()
        .map(|kind| ErrorManifest {
            kind: *kind,
            description: described(*kind).unwrap_or_default(),
            what_to_do: hint_for(*kind),
            retryable: kind.is_retryable(),
        })
        .collect()
}
