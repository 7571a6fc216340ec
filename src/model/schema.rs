//! The JSON Schema of a user that is to be written, from the table of its fields.

use super::field::{Field, FieldKind};
use super::user::FIELDS;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// Stands for a user as Workfront gives it.
pub struct User;

impl JsonSchema for User {
    fn schema_name() -> Cow<'static, str> {
        "User".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties: Map<String, Value> = FIELDS
            .iter()
            .filter(|field| field.kind != FieldKind::Secret)
            .map(|field| {
                (
                    field.name.to_owned(),
                    described(as_read(field), field.description),
                )
            })
            .collect();
        let id = json!({ "type": "string", "description": "The user's ID." });
        properties.insert("ID".to_owned(), id);
        json_schema!({
            "description": "A user as Workfront gives it: the fields that were asked for, custom ones as 'DE:…'. What is read is held to these types.",
            "type": "object",
            "properties": properties,
            "required": ["ID"],
            "additionalProperties": true,
        })
    }
}

/// Stands for what may be changed of a user.
pub struct Changes;

impl JsonSchema for Changes {
    fn schema_name() -> Cow<'static, str> {
        "UserChanges".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        writable_user("The fields to change", &[])
    }
}

/// Stands for an object that a user points at.
pub struct Item;

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "LookupItem".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An object by its ID and name, with what tells two of one name apart.",
            "type": "object",
            "properties": {
                "ID": { "type": "string", "description": "Its ID." },
                "name": { "type": "string", "description": "Its name." },
            },
            "required": ["ID", "name"],
            "additionalProperties": true,
        })
    }
}

/// What may be written, with these fields required; custom fields begin with `DE:`.
pub fn writable_user(title: &str, required: &[&str]) -> Schema {
    let properties: Map<String, Value> = FIELDS
        .iter()
        .filter(|field| field.kind != FieldKind::ReadOnly)
        .map(|field| {
            let mut schema = of_kind(field.kind);
            if required.contains(&field.name) {
                // What is required can't be cleared.
                schema["type"] = schema["type"][0].take();
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
        "patternProperties": { "^DE:.": { "description": "A custom field, by its label." } },
        "additionalProperties": false,
    });
    for id in required {
        if let Some(name) = name_of(id) {
            let either = json!([{ "required": [id] }, { "required": [name] }]);
            schema.insert("anyOf".to_owned(), either);
        }
    }
    schema
}

/// Adds what a form needs to know of the field (see `manifest::extensions`).
fn extend(schema: &mut Value, field: &Field) {
    let form = field.form;
    schema["x-advanced"] = (!form.usual).into();
    schema["x-secret"] = (field.kind == FieldKind::Secret).into();
    if let Some(picker) = form.picker {
        schema["x-picker"] = json!(picker);
    }
    if let Some(placeholder) = form.placeholder {
        schema["x-placeholder"] = placeholder.into();
    }
}

/// The field that takes a name in this one's place.
fn name_of(id: &str) -> Option<&'static str> {
    let name = id.strip_suffix("ID")?;
    let mut fields = FIELDS.iter();
    let field = fields.find(|field| field.name == name && field.kind == FieldKind::Name);
    field.map(|field| field.name)
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = description.trim().into();
    schema
}

/// From version 20 on these can be restricted, and what stands in their place isn't documented
/// (docs/workfront-facts.md#api-versions).
const RESTRICTABLE: &[&str] = &["costPerHour", "billingPerHour"];

/// What Workfront gives isn't checked as strictly as what it gets: `js/generated/is-user.mjs` holds reads to this.
fn as_read(field: &Field) -> Value {
    let kind = match field.kind {
        // As read, the objects themselves.
        FieldKind::ReadOnly | FieldKind::Name => return json!({}),
        _ if RESTRICTABLE.contains(&field.name) => {
            return json!({ "type": ["number", "string", "null"] });
        }
        // Events of version 1 gave a list of one text as that text; whether reads do isn't documented
        // (docs/workfront-facts.md#event-versions).
        FieldKind::Texts => return json!({ "type": ["array", "string", "null"] }),
        FieldKind::Boolean => "boolean",
        FieldKind::Number | FieldKind::Share => "number",
        FieldKind::Collection => "array",
        FieldKind::Custom => "object",
        _ => "string",
    };
    json!({ "type": [kind, "null"] })
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
        FieldKind::Share => {
            json!({ "type": ["number", "null"], "exclusiveMinimum": 0, "maximum": 1 })
        }
        FieldKind::Country => json!({ "type": ["string", "null"], "pattern": "^[A-Za-z]{2}$" }),
        FieldKind::Date => {
            json!({ "type": ["string", "null"], "pattern": "^\\d{4}-\\d{2}-\\d{2}(T|$)" })
        }
        FieldKind::Collection => json!({ "type": ["array", "null"], "items": {} }),
        FieldKind::Texts => json!({ "type": ["array", "null"], "items": { "type": "string" } }),
        FieldKind::Custom => json!({ "type": ["object", "null"], "additionalProperties": {} }),
    }
}
