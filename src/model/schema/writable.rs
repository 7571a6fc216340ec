//! The JSON Schema of a user that is to be written, from the table of its fields.

use super::{custom_fields, described, rows};
use crate::input::exactly_one;
use crate::model::field::{Field, FieldKind};
use crate::model::user::FIELDS;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The schema type of the changes of a user.
pub struct Changes;

impl JsonSchema for Changes {
    fn schema_name() -> Cow<'static, str> {
        "UserChanges".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = writable_user("The fields to change", &[], generator);
        schema.insert("minProperties".to_owned(), 1.into());
        // These are below the top level of an input: no form shows them.
        let fields = schema.get_mut("properties").and_then(Value::as_object_mut);
        for field in fields.into_iter().flat_map(Map::values_mut) {
            if let Some(keywords) = field.as_object_mut() {
                keywords.retain(|key, _| !key.starts_with("x-"));
            }
        }
        schema
    }
}

/// A user to be written. These fields are required; custom fields begin with `DE:`.
pub fn writable_user(title: &str, required: &[&str], generator: &mut SchemaGenerator) -> Schema {
    let properties: Map<String, Value> = FIELDS
        .iter()
        .filter(|field| field.kind != FieldKind::ReadOnly)
        .map(|field| {
            let mut schema = of_kind(field.kind);
            if field.kind == FieldKind::Collection {
                schema["items"] = rows::as_written(field.name, generator);
            }
            if required.contains(&field.name) {
                // A required field can't be cleared, or be blank.
                schema["type"] = schema["type"][0].take();
                if field.kind == FieldKind::Text {
                    schema["pattern"] = "\\S".into();
                } else if field.kind == FieldKind::Reference {
                    schema["pattern"] = "^[A-Za-z0-9_-]{1,64}$".into();
                }
            }
            extend(&mut schema, field);
            (field.name.to_owned(), described(schema, field.description))
        })
        .collect();
    let mut schema = json_schema!({
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required.iter().filter(|name| name_of(name).is_none()).collect::<Vec<_>>(),
        "patternProperties": custom_fields(),
        "additionalProperties": false,
    });
    schema.insert("allOf".to_owned(), names_or_ids(required));
    schema
}

/// The rules of objects that have a name or an ID: not both, and one of them if the object is required.
fn names_or_ids(required: &[&str]) -> Value {
    let mut rules = Vec::new();
    for id in FIELDS.iter().map(|field| field.name) {
        if let Some(name) = name_of(id) {
            rules.push(match required.contains(&id) {
                true => exactly_one(&[id, name]),
                false => json!({ "not": { "required": [id, name] } }),
            });
        }
    }
    Value::from(rules)
}

/// Adds the form metadata of the field (see `manifest::extensions`).
fn extend(schema: &mut Value, field: &Field) {
    let form = field.form;
    schema["x-advanced"] = (!form.basic).into();
    schema["x-secret"] = (field.kind == FieldKind::Secret).into();
    if let Some(picker) = form.picker {
        schema["x-picker"] = json!(picker);
    }
    if let Some(placeholder) = form.placeholder {
        schema["x-placeholder"] = placeholder.into();
    }
}

/// The field that has a name instead of this ID.
fn name_of(id: &str) -> Option<&'static str> {
    let name = id.strip_suffix("ID")?;
    let mut fields = FIELDS.iter();
    let field = fields.find(|field| field.name == name && field.kind == FieldKind::Name);
    field.map(|field| field.name)
}

/// Null clears a field.
fn of_kind(kind: FieldKind) -> Value {
    match kind {
        FieldKind::Text | FieldKind::ReadOnly => json!({ "type": ["string", "null"] }),
        FieldKind::Name => json!({ "type": "string", "minLength": 1 }),
        FieldKind::Secret => {
            json!({ "type": ["string", "null"], "format": "password", "writeOnly": true })
        }
        FieldKind::Email => json!({ "type": ["string", "null"], "format": "email" }),
        FieldKind::Reference => {
            json!({ "type": ["string", "null"], "pattern": "^[A-Za-z0-9_-]{0,64}$" })
        }
        FieldKind::Boolean => json!({ "type": ["boolean", "null"] }),
        FieldKind::Number => json!({ "type": ["number", "null"], "minimum": 0 }),
        FieldKind::Fraction => {
            json!({ "type": ["number", "null"], "exclusiveMinimum": 0, "maximum": 1 })
        }
        FieldKind::Country => json!({ "type": ["string", "null"], "pattern": "^[A-Za-z]{2}$" }),
        FieldKind::Date => {
            json!({ "type": ["string", "null"], "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T|$)" })
        }
        FieldKind::Collection => json!({ "type": ["array", "null"] }),
        FieldKind::Strings => json!({ "type": ["array", "null"], "items": { "type": "string" } }),
        FieldKind::Custom => {
            json!({ "type": ["object", "null"], "patternProperties": custom_fields(), "additionalProperties": true })
        }
    }
}
