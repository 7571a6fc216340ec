//! The JSON Schemas of users and of what they refer to, from the table of a user's fields.

mod readable;
mod reference;
mod rows;
mod writable;

pub use readable::{User, readable_field};
pub use reference::Reference;
pub use writable::{Changes, writable_user};

use serde_json::{Map, Value, json};

/// A read-only field: its name, its JSON type and its description.
pub type ReadField = (&'static str, &'static str, &'static str);

/// The properties of these fields; each may be null.
pub fn nullable(fields: &[ReadField]) -> Map<String, Value> {
    let property = |(name, kind, description): &ReadField| {
        let schema = described(json!({ "type": [kind, "null"] }), description);
        ((*name).to_owned(), schema)
    };
    fields.iter().map(property).collect()
}

/// The pattern of custom fields' names.
pub fn custom_fields() -> Value {
    json!({ "^DE:.": { "description": "A custom field, by its label." } })
}

/// The same schema, with a description.
pub fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = description.trim().into();
    schema
}
