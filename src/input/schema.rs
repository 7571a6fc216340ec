//! JSON Schemas for the types that are read by hand.

use super::{Lines, OneOrMany};
use crate::json::Json;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

impl JsonSchema for Json {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Json".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// A rule for the schema of an input: exactly one of these fields is set. Null counts as left out.
pub(crate) fn exactly_one(names: &[&str]) -> Value {
    let branch = |name: &&str| {
        let mut rule = others_absent(name, names);
        rule["required"] = json!([name]);
        rule["properties"][name] = json!({ "not": { "type": "null" } });
        rule
    };
    json!({ "oneOf": names.iter().map(branch).collect::<Vec<_>>() })
}

/// A rule for the schema of an input: at most one of these fields is set. Null counts as left out.
pub(crate) fn at_most_one(names: &[&str]) -> Value {
    let branch = |name: &&str| others_absent(name, names);
    json!({ "anyOf": names.iter().map(branch).collect::<Vec<_>>() })
}

fn others_absent(name: &str, names: &[&str]) -> Value {
    let mut properties = Map::new();
    for other in names.iter().filter(|other| **other != name) {
        properties.insert((*other).to_owned(), json!({ "type": "null" }));
    }
    json!({ "properties": properties })
}

/// The same as of an array.
impl<T: JsonSchema> JsonSchema for Lines<T> {
    fn inline_schema() -> bool {
        <Vec<T>>::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        <Vec<T>>::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        <Vec<T>>::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Vec<T>>::json_schema(generator)
    }
}
