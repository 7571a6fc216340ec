//! The JSON Schema of a person to provision: the fields of a new user, and the settings beside them.

use super::MatchBy;
use crate::model::schema::writable_user;
use crate::services::users::{Collections, MERGED};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

/// Provisioning takes an ID for a row that has nothing else.
fn allow_ids(collection: &mut Value) {
    let row = collection["items"].take();
    collection["items"] = json!({ "anyOf": [{ "type": "string" }, row] });
}

/// The schema, with these fields required.
pub fn of_input(required: &[&str], generator: &mut SchemaGenerator) -> Schema {
    let title = "The person's fields, and how to bring them there";
    let mut schema = writable_user(title, required, generator);
    let described = |schema: Value, text: &str| {
        let mut schema = schema;
        schema["description"] = text.into();
        schema["x-advanced"] = true.into();
        schema
    };
    let settings = json!({
        "matchBy": described(
            generator.subschema_for::<Option<MatchBy>>().to_value(),
            "By what the person is recognized: emailAddr (whatever its case), extRefID, or any (when not given): both, and two people who match are an error.",
        ),
        "collections": described(
            generator.subschema_for::<Option<Collections>>().to_value(),
            "What becomes of the groups, teams, roles and the like that the person has and the input doesn't name: 'merge' (they stay, when not given) or 'replace' (they go).",
        ),
        "waitMs": described(
            json!({ "type": ["integer", "null"], "minimum": 0, "maximum": 300_000 }),
            "How long to wait for an account that isn't active yet, in milliseconds; 10000 when not given, 0 to not wait.",
        ),
        "approve": described(
            json!({ "type": ["boolean", "null"] }),
            "Whether to approve an account that waits for it; not, when not given.",
        ),
        "reactivate": described(
            json!({ "type": ["boolean", "null"] }),
            "Whether to make a deactivated account active again. When not given, it is left inactive and a note says so: who left comes back only on purpose.",
        ),
    });
    if let (Some(properties), Value::Object(settings)) = (
        schema.get_mut("properties").and_then(Value::as_object_mut),
        settings,
    ) {
        properties.extend(settings);
        for (name, ..) in MERGED {
            allow_ids(&mut properties[*name]);
        }
    }
    schema
}
