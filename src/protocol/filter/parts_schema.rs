//! The JSON Schemas of the parts of searches that are plain arrays and strings in Rust.

use super::Filter;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// The schema type of a group of conditions.
pub struct FilterGroup;

impl JsonSchema for FilterGroup {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FilterGroup".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let filter = generator.subschema_for::<Filter>();
        json_schema!({ "type": "array", "items": filter, "minItems": 1 })
    }
}

/// The schema type of the name of a field to read.
pub struct FieldName;

impl JsonSchema for FieldName {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FieldName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": FIELD_NAME })
    }
}

/// `*`, up to 4 names with colons between them, or a custom field.
pub const FIELD_NAME: &str = "^(\\*|DE:\\s*[^\\s,][^,]*|([A-Za-z]\\w*:){0,3}([A-Za-z]\\w*|\\*))$";

/// The name of a field in a condition or a sort key; a `-` before it in a sort key.
pub const COMPARED_NAME: &str = "^-?(DE:\\s*\\S.*|([A-Za-z]\\w*:){0,3}[A-Za-z]\\w*)$";
