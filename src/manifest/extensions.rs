//! What a form shows of a field, as extensions of its schema:
//! `schemars(extend("x-picker" = Picker::User, "x-advanced" = true))`. The published schemas don't contain them.

use crate::model::form::Picker;
use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform};
use serde::Deserialize;
use serde::de::Error;
use serde_json::{Map, Value};

/// The prefix of all extensions.
const PREFIX: &str = "x-";

/// The extensions of one field.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Extensions {
    /// Where the choices come from.
    #[serde(rename = "x-picker")]
    pub picker: Option<Picker>,
    /// An example of a value.
    #[serde(rename = "x-placeholder")]
    pub placeholder: Option<String>,
    /// Whether forms hide the field until the user asks for more.
    #[serde(rename = "x-advanced")]
    pub advanced: bool,
    /// Whether the value must not be shown or stored.
    #[serde(rename = "x-secret")]
    pub secret: bool,
    /// The fields without which this one has no meaning.
    #[serde(rename = "x-depends-on")]
    pub depends_on: Vec<String>,
}

impl Extensions {
    /// The extensions in a field's schema.
    ///
    /// # Errors
    /// An extension is unknown, or its value has the wrong type.
    pub fn of(schema: &Value) -> serde_json::Result<Self> {
        let all = schema.as_object().into_iter().flatten();
        let own: Map<String, Value> = all
            .filter(|(key, _)| key.starts_with(PREFIX))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        serde_json::from_value(Value::Object(own))
    }
}

/// Checks that only the fields of an input have extensions, at its top level: forms have no other fields.
///
/// # Errors
/// A schema below a field, or beside the fields, has an extension.
pub fn check_places(input: &Schema) -> serde_json::Result<()> {
    let mut rest = input.clone();
    let fields = rest.get_mut("properties").and_then(Value::as_object_mut);
    for field in fields.into_iter().flat_map(Map::values_mut) {
        if let Some(keywords) = field.as_object_mut() {
            keywords.retain(|key, _| !key.starts_with(PREFIX));
        }
    }
    let mut misplaced = None;
    RecursiveTransform(|schema: &mut Schema| {
        let mut keywords = schema.as_object().into_iter().flatten();
        if let Some((key, value)) = keywords.find(|(key, _)| key.starts_with(PREFIX)) {
            misplaced.get_or_insert_with(|| format!("{key}: {value}"));
        }
    })
    .transform(&mut rest);
    match misplaced {
        None => Ok(()),
        Some(extension) => Err(serde_json::Error::custom(format!(
            "the extension '{extension}' is not on a field at the top level of the input, so no form would show it"
        ))),
    }
}

/// Removes all extensions from a schema.
pub fn remove(schema: &mut Schema) {
    RecursiveTransform(|schema: &mut Schema| {
        if let Some(keywords) = schema.as_object_mut() {
            keywords.retain(|key, _| !key.starts_with(PREFIX));
        }
    })
    .transform(schema);
}
