//! The JSON Schema of a user as Workfront returns it.

use super::{ReadField, Reference, custom_fields, described, nullable, rows};
use crate::model::field::{Field, FieldKind};
use crate::model::user::FIELDS;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The schema type of a user as Workfront returns it.
pub struct User;

impl JsonSchema for User {
    fn schema_name() -> Cow<'static, str> {
        "User".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties: Map<String, Value> = FIELDS
            .iter()
            .filter(|field| field.kind != FieldKind::Secret)
            .map(|field| (field.name.to_owned(), as_read(field, generator)))
            .collect();
        let id = json!({ "type": "string", "description": "The user's ID." });
        properties.insert("ID".to_owned(), id);
        properties.extend(nullable(OTHERS));
        for (name, description) in REFERENCES {
            let schema = described(reference(generator), description);
            properties.insert((*name).to_owned(), schema);
        }
        json_schema!({
            "description": "A user as Workfront returns it: the requested fields, custom fields as 'DE:…'. Fields that are read have these types; a response with another type is refused.",
            "type": "object",
            "properties": properties,
            "required": ["ID"],
            "patternProperties": custom_fields(),
            "additionalProperties": true,
        })
    }
}

/// Fields that Workfront sets, with their types (the table says only that they can't be written).
const READ_ONLY: &[(&str, &str)] = &[
    ("name", "string"),
    ("isAdmin", "boolean"),
    ("lastLoginDate", "string"),
    ("loginCount", "number"),
    ("entryDate", "string"),
    ("enteredByID", "string"),
    ("lastUpdateDate", "string"),
    ("lastUpdatedByID", "string"),
    ("actualDeactivationDate", "string"),
    ("customerID", "string"),
    ("hasPassword", "boolean"),
];

/// Read-only fields that are not in the table.
const OTHERS: &[ReadField] = &[(
    "objCode",
    "string",
    "The code of the object's kind: 'USER'.",
)];

/// References that a write can't set by name.
const REFERENCES: &[(&str, &str)] = &[
    ("userApproval", "The approval that a new user waits for."),
    ("enteredBy", "The creator."),
    ("lastUpdatedBy", "Who changed the user last."),
];

/// The description of every reference.
const AS_OBJECT: &str =
    "The object itself. Request its fields with a colon, as in 'accessLevel:name'.";

/// From version 20 on these can be restricted. What Workfront returns instead isn't documented (docs/workfront-facts.md#api-versions).
const RESTRICTABLE: &[&str] = &["costPerHour", "billingPerHour"];

/// The schema of a field that is read: less strict than that of a field to be written. `js/generated/is-user.mjs` checks
/// what is read against it.
fn as_read(field: &Field, generator: &mut SchemaGenerator) -> Value {
    let name = field.name;
    if field.kind == FieldKind::Name {
        return described(reference(generator), AS_OBJECT);
    }
    let schema = match field.kind {
        FieldKind::Collection => {
            json!({ "type": ["array", "null"], "items": rows::as_read(name, generator) })
        }
        // Events of version 1 had an array of one string as that string; whether reads have is undocumented (docs/workfront-facts.md#event-versions).
        FieldKind::Strings => {
            json!({ "type": ["array", "string", "null"], "items": { "type": "string" } })
        }
        FieldKind::Custom => {
            json!({ "type": ["object", "null"], "patternProperties": custom_fields(), "additionalProperties": true })
        }
        _ if RESTRICTABLE.contains(&name) => json!({ "type": ["number", "string", "null"] }),
        _ => json!({ "type": [json_type(field), "null"] }),
    };
    // The effect of a write is not part of the description of a read.
    let description = field
        .description
        .trim_end_matches(" Replaces the present ones.");
    described(schema, description)
}

fn json_type(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Boolean => "boolean",
        FieldKind::Number | FieldKind::Fraction => "number",
        FieldKind::ReadOnly => {
            let known = READ_ONLY.iter().find(|(name, _)| *name == field.name);
            known.map_or("string", |(_, kind)| *kind)
        }
        _ => "string",
    }
}

fn reference(generator: &mut SchemaGenerator) -> Value {
    let reference = generator.subschema_for::<Reference>();
    json!({ "anyOf": [reference, { "type": "null" }] })
}

/// The schema of a user's field as Workfront returns it; `None` for an unknown field.
pub fn readable_field(name: &str, generator: &mut SchemaGenerator) -> Option<Value> {
    let field = FIELDS.iter().find(|field| field.name == name);
    if let Some(field) = field {
        return Some(as_read(field, generator));
    }
    nullable(OTHERS).remove(name)
}
