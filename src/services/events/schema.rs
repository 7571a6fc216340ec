//! The JSON Schema of an object before or after an event.

use super::names::USER_FIELDS;
use crate::model::schema::readable_field;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The type of the state of an object before or after an event, for schemas.
pub struct EventState;

impl JsonSchema for EventState {
    fn schema_name() -> Cow<'static, str> {
        "EventState".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let property = |name: &&str| ((*name).to_owned(), as_sent(name, generator));
        let properties: Map<String, Value> = USER_FIELDS.iter().map(property).collect();
        json_schema!({
            "description": "An object before or after an event, as Workfront sent it. For a user it has these fields; custom fields are in 'parameterValues'.",
            "type": "object",
            "properties": properties,
            "additionalProperties": true,
        })
    }
}

/// The schema of a field in an event.
fn as_sent(name: &str, generator: &mut SchemaGenerator) -> Value {
    let string = || json!({ "type": ["string", "null"] });
    let mut schema = readable_field(name, generator).unwrap_or_else(string);
    // Whether an event has booleans as such or as strings is undocumented.
    if schema["type"][0] == "boolean" {
        schema["type"] = json!(["boolean", "string", "null"]);
    }
    schema
}
