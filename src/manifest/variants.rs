//! The doc comments of an enum's variants.

use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;

/// The doc comment of a variant, without line breaks.
///
/// # Errors
/// The variant has no doc comment.
pub fn describe<T: JsonSchema + Serialize>(variant: &T) -> serde_json::Result<String> {
    let name = serde_json::to_value(variant)?;
    let schema = T::json_schema(&mut SchemaGenerator::default());
    let variants = schema.get("oneOf").and_then(Value::as_array);
    variants
        .into_iter()
        .flatten()
        .find(|variant| variant["const"] == name)
        .and_then(|variant| variant["description"].as_str())
        .map(one_line)
        .ok_or_else(|| serde::de::Error::custom(format!("{name} has no doc comment")))
}

/// A text without its line breaks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
