//! The fields of a form: their names, their order and the extensions of their schemas.

use super::choices::Choices;
use super::extensions::Extensions;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// A field of a form.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldManifest {
    /// The property of the input.
    pub name: String,
    /// The label.
    pub title: String,
    /// Whether a value is required.
    pub required: bool,
    /// Whether forms hide the field until the user asks for more.
    pub advanced: bool,
    /// Whether the value must not be shown or stored.
    pub secret: bool,
    /// An example of a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// The fields without which this one has no meaning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// Where the choices come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}

/// The fields of an input in the order of its schema, required fields first.
///
/// # Errors
/// A field has an unknown extension.
pub fn of(input: &Schema) -> serde_json::Result<Vec<FieldManifest>> {
    let properties = input.get("properties").and_then(Value::as_object);
    let required: Vec<&str> = input
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut fields = Vec::new();
    for (name, schema) in properties.into_iter().flatten() {
        let extensions = Extensions::of(schema)?;
        let required = required.contains(&name.as_str());
        fields.push(FieldManifest {
            name: name.clone(),
            title: title(name),
            required,
            advanced: extensions.advanced && !required,
            secret: extensions.secret,
            placeholder: extensions.placeholder,
            depends_on: extensions.depends_on,
            choices: extensions.picker.map(Choices::of),
        });
    }
    fields.sort_by_key(|field| (!field.required, field.advanced));
    Ok(fields)
}

/// `accessLevelID` becomes `Access level ID`.
pub fn title(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for letter in name.chars() {
        let is_start = |word: &String| {
            let last = word.chars().next_back();
            letter.is_uppercase() && last.is_some_and(char::is_lowercase)
        };
        match words.last_mut() {
            Some(word) if !is_start(word) => word.push(letter),
            _ => words.push(letter.to_string()),
        }
    }
    let words: Vec<String> = words.iter().map(|word| expand(word)).collect();
    let title = words.join(" ");
    let mut letters = title.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

fn expand(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "addr" => "address".to_owned(),
        "email" => "e-mail".to_owned(),
        "ms" => "(ms)".to_owned(),
        "obj" => "object".to_owned(),
        short @ ("api" | "id" | "ims" | "sso" | "uri" | "url") => short.to_uppercase(),
        _ if word.chars().filter(|letter| letter.is_uppercase()).count() > 1 => word.to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::manifest::fields::title;

    #[test]
    fn titles_are_words() {
        for (name, expected) in [
            ("accessLevelID", "Access level ID"),
            ("ID", "ID"),
            ("IDs", "IDs"),
            ("chunkSize", "Chunk size"),
            ("emailAddr", "E-mail address"),
            ("ssoUsername", "SSO username"),
            ("imsOrgId", "IMS org ID"),
            ("objId", "Object ID"),
            ("since", "Since"),
            ("waitMs", "Wait (ms)"),
        ] {
            assert_eq!(title(name), expected);
        }
    }
}
