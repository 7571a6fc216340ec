//! The JSON Schema of a mapping.

use super::{LAST_WORKING_DAY, Mapping, Rule, target_of};
use crate::model::user::FIELDS;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

impl JsonSchema for Mapping {
    fn schema_name() -> Cow<'static, str> {
        "Mapping".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let rule = generator.subschema_for::<Rule>();
        let value = serde_json::json!({
            "description": "A column's name, or where the value comes from.",
            "anyOf": [{ "type": "string", "minLength": 1 }, rule],
        });
        let mut properties = serde_json::Map::new();
        for field in FIELDS
            .iter()
            .filter(|field| target_of(field.name).is_some())
        {
            properties.insert(field.name.to_owned(), value.clone());
        }
        properties.insert(LAST_WORKING_DAY.to_owned(), value.clone());
        properties.insert(
            "$schema".to_owned(),
            serde_json::json!({ "type": "string", "description": "The schema of this document." }),
        );
        json_schema!({
            "title": "Mapping",
            "description": "For each field of users, where its value comes from: a column, a template of columns, a map from values to names.",
            "type": "object",
            "properties": properties,
            "patternProperties": { "^DE:\\s*\\S": value },
            "additionalProperties": false,
        })
    }
}
