//! The JSON Schema of what a look-up finds.

use crate::model::Object;
use crate::model::schema::{REFERENCE_FIELDS, custom_fields, described, nullable};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;
use std::borrow::Cow;
use strum::VariantArray;

/// Stands for an object that a look-up finds.
pub struct Item;

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "LookupItem".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let is_read = |name: &str| {
            let mut kinds = Object::VARIANTS.iter();
            kinds.any(|kind| kind.fields().contains(&name))
        };
        let mut properties = nullable(REFERENCE_FIELDS);
        properties.retain(|name, _| is_read(name));
        for (name, description) in [
            ("ID", "Its ID."),
            ("name", "Its name."),
            (
                "objCode",
                "The code of its kind, such as 'ACSLVL' or 'GROUP'.",
            ),
        ] {
            let schema = described(json!({ "type": "string" }), description);
            properties.insert(name.to_owned(), schema);
        }
        json_schema!({
            "description": "An object by its ID and name, with what distinguishes two of the same name.",
            "type": "object",
            "properties": properties,
            "required": ["ID", "name"],
            "patternProperties": custom_fields(),
            "additionalProperties": true,
        })
    }
}
