//! The JSON Schema of what a look-up finds.

use crate::model::schema::{ReadField, custom_fields, described, nullable};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;
use std::borrow::Cow;

/// The schema type of an object that a look-up finds.
pub struct Item;

/// The fields besides ID and name that a look-up reads: those of [`Object::fields`](crate::model::Object::fields).
const FIELDS: &[ReadField] = &[
    (
        "isActive",
        "boolean",
        "Whether it is in use; of a user, whether the account is active.",
    ),
    (
        "licenseType",
        "string",
        "The licence of an access level: F, C, R or X.",
    ),
    (
        "isAdmin",
        "boolean",
        "Whether an access level is a system administrator's.",
    ),
    ("parentID", "string", "ID of the group above a group."),
    ("groupID", "string", "ID of a team's group."),
    (
        "isDefault",
        "boolean",
        "Whether a schedule is the default one.",
    ),
    ("emailAddr", "string", "The e-mail address of a user."),
];

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "LookupItem".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties = nullable(FIELDS);
        for (name, description) in [
            ("ID", "Its ID."),
            ("name", "Its name."),
            ("objCode", "The objCode, such as 'ACSLVL' or 'GROUP'."),
        ] {
            let schema = described(json!({ "type": "string" }), description);
            properties.insert(name.to_owned(), schema);
        }
        json_schema!({
            "description": "An object: its ID, its name, and the fields that distinguish objects with the same name.",
            "type": "object",
            "properties": properties,
            "required": ["ID", "name"],
            "patternProperties": custom_fields(),
            "additionalProperties": true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FIELDS;
    use crate::model::Object;
    use strum::VariantArray;

    #[test]
    fn every_field_that_is_read_is_described() {
        let read = Object::VARIANTS.iter().flat_map(|object| object.fields());
        let others: Vec<_> = read.filter(|name| !["ID", "name"].contains(name)).collect();
        for name in &others {
            assert!(FIELDS.iter().any(|(known, ..)| known == *name), "{name}");
        }
        for (name, ..) in FIELDS {
            assert!(others.contains(&name), "{name} is never read");
        }
    }
}
