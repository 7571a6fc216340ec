//! What a form needs to know of a field, as extensions of its schema:
//! `schemars(extend("x-picker" = Picker::User, "x-advanced" = true))`. The published schemas are without them.

use crate::model::form::Picker;
use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What every extension's name begins with.
const PREFIX: &str = "x-";

/// The extensions of one field.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Extensions {
    /// Where its choices come from.
    #[serde(rename = "x-picker")]
    pub picker: Option<Picker>,
    /// What to write, for instance.
    #[serde(rename = "x-placeholder")]
    pub placeholder: Option<String>,
    /// Whether it stands behind a fold: most people don't need it.
    #[serde(rename = "x-advanced")]
    pub advanced: bool,
    /// Whether it must not be shown or kept.
    #[serde(rename = "x-secret")]
    pub secret: bool,
    /// The fields without which it has no meaning.
    #[serde(rename = "x-depends-on")]
    pub depends_on: Vec<String>,
}

impl Extensions {
    /// The extensions in a field's schema.
    ///
    /// # Errors
    /// An extension that isn't known, or whose value is of another type.
    pub fn of(schema: &Value) -> serde_json::Result<Self> {
        let all = schema.as_object().into_iter().flatten();
        let own: Map<String, Value> = all
            .filter(|(key, _)| key.starts_with(PREFIX))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        serde_json::from_value(Value::Object(own))
    }
}

/// Takes all extensions out of a schema.
pub fn remove(schema: &mut Schema) {
    RecursiveTransform(|schema: &mut Schema| {
        if let Some(keywords) = schema.as_object_mut() {
            keywords.retain(|key, _| !key.starts_with(PREFIX));
        }
    })
    .transform(schema);
}
