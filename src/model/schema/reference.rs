//! What an object is read as that a user, or a row of a user's collections, refers to.

use super::{ReadField, custom_fields, described, nullable};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;
use std::borrow::Cow;

/// Stands for an object that is read with the user who refers to it.
pub struct Reference;

/// The fields of the objects that a user refers to (access level, group, role, team, company, schedule, user, approval).
pub const REFERENCE_FIELDS: &[ReadField] = &[
    ("name", "string", "Its name."),
    ("description", "string", "Its description."),
    ("extRefID", "string", "Your own key for it."),
    (
        "isActive",
        "boolean",
        "Whether it is in use; of a user, whether the account works.",
    ),
    (
        "licenseType",
        "string",
        "Of an access level: the code of its licence, F, C, R or X.",
    ),
    (
        "isAdmin",
        "boolean",
        "Of an access level: whether it is a system administrator's.",
    ),
    (
        "parentID",
        "string",
        "Of a group: the ID of the group above it.",
    ),
    (
        "isPublic",
        "boolean",
        "Of a group: whether everyone may use it.",
    ),
    (
        "groupID",
        "string",
        "Of a team, company or schedule: the ID of its group.",
    ),
    (
        "isDefault",
        "boolean",
        "Of a schedule: whether it is the default one.",
    ),
    (
        "timeZone",
        "string",
        "Of a schedule or user: the time zone.",
    ),
    ("emailAddr", "string", "Of a user: the e-mail address."),
    ("username", "string", "Of a user: the login name."),
    ("firstName", "string", "Of a user: the first name."),
    ("lastName", "string", "Of a user: the last name."),
    ("title", "string", "Of a user: the job title."),
    ("status", "string", "Of an approval: its state."),
];

impl JsonSchema for Reference {
    fn schema_name() -> Cow<'static, str> {
        "Reference".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties = nullable(REFERENCE_FIELDS);
        let text = |description| described(json!({ "type": "string" }), description);
        properties.insert("ID".to_owned(), text("Its ID."));
        let code = text("The code of its kind, such as 'ACSLVL' or 'GROUP'.");
        properties.insert("objCode".to_owned(), code);
        json_schema!({
            "description": "An object that is read with the user who refers to it: the fields that were asked for, as in 'accessLevel:name'.",
            "type": "object",
            "properties": properties,
            "patternProperties": custom_fields(),
            "additionalProperties": true,
        })
    }
}
