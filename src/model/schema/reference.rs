//! The JSON Schema of an object that a user, or a row of a user's collections, refers to.

use super::{ReadField, custom_fields, described, nullable};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;
use std::borrow::Cow;

/// The schema type of an object that is read with the user who refers to it.
pub struct Reference;

/// The fields of all object types. A description names the type if only one type has the field.
const FIELDS: &[ReadField] = &[
    ("name", "string", "Its name."),
    ("extRefID", "string", "Your own key for the object."),
    ("isActive", "boolean", "Whether it is in use."),
    ("emailAddr", "string", "The e-mail address of a user."),
    ("title", "string", "The job title of a user."),
    ("status", "string", "The state of an approval."),
];

impl JsonSchema for Reference {
    fn schema_name() -> Cow<'static, str> {
        "Reference".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties = nullable(FIELDS);
        let text = |description| described(json!({ "type": "string" }), description);
        properties.insert("ID".to_owned(), text("Its ID."));
        let code = text("The objCode, such as 'ACSLVL' or 'GROUP'.");
        properties.insert("objCode".to_owned(), code);
        json_schema!({
            "description": "An object that is read with the user who refers to it: the requested fields, as in 'accessLevel:name'.",
            "type": "object",
            "properties": properties,
            "patternProperties": custom_fields(),
            "additionalProperties": true,
        })
    }
}
