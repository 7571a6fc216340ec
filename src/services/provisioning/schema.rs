//! The JSON Schema of the input of `provision`: the fields of a new user, and the settings.

use super::{AccessLevelPolicy, MatchBy};
use crate::model::schema::writable_user;
use crate::services::users::{Collections, MERGED};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

/// A row without other properties can be written as its ID.
fn allow_ids(collection: &mut Value) {
    let row = collection["items"].take();
    collection["items"] = json!({ "anyOf": [{ "type": "string" }, row] });
}

/// The schema with these required fields.
pub fn of_input(required: &[&str], generator: &mut SchemaGenerator) -> Schema {
    let title = "The user's fields, and the settings of the run";
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
            "The key that identifies the user: emailAddr (case-insensitive), extRefID, or any (default), which searches both and fails if two users match.",
        ),
        "collections": described(
            generator.subschema_for::<Option<Collections>>().to_value(),
            "What happens to the user's groups, teams, roles and other collections that the input doesn't list: 'merge' keeps them (default), 'replace' removes them.",
        ),
        "accessLevelPolicy": described(
            generator.subschema_for::<Option<AccessLevelPolicy>>().to_value(),
            "What happens to an access level that differs: 'never-lower' keeps a level whose licence is higher, writes the rest and adds a note; 'exact' changes every difference. Default: every difference, but a Contributor whom Workfront made Light by itself stays Light.",
        ),
        "waitMs": described(
            json!({ "type": ["integer", "null"], "minimum": 0, "maximum": 300_000 }),
            "How long to wait until the account is active, in milliseconds: 0 to 300000. Default: 10000.",
        ),
        "approve": described(
            json!({ "type": ["boolean", "null"] }),
            "Whether to approve an account that needs an approval. Default: false.",
        ),
        "reactivate": described(
            json!({ "type": ["boolean", "null"] }),
            "Whether to reactivate an inactive account. Default: false, which leaves it inactive and adds a note.",
        ),
        "includeAdministrators": described(
            json!({ "type": ["boolean", "null"] }),
            "Whether to make changes that shut the user out even if it is an administrator: a deactivation, another access level or username. Default: false.",
        ),
        "dryRun": described(
            json!({ "type": ["boolean", "null"] }),
            "Only report what would be created or changed, and change nothing. Default: false.",
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
    // A new user's username is the address by default. If it is set, it can't be blank.
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| name != "username");
    }
    if let Some(username) = schema.pointer_mut("/properties/username/description") {
        *username = "Login name; unique in the tenant. Default for a new user: emailAddr. An existing user's is left alone unless it is set here.".into();
    }
    let rules = schema.get_mut("allOf").and_then(Value::as_array_mut);
    rules
        .into_iter()
        .for_each(|rules| rules.extend(rules_of_settings()));
    schema
}

/// The rules of the settings: a key to match by, and nothing that activates a user who is to be inactive.
fn rules_of_settings() -> [Value; 2] {
    let absent = json!({ "enum": [false, null] });
    [
        json!({
            "if": { "properties": { "matchBy": { "const": "extRefID" } }, "required": ["matchBy"] },
            "then": { "properties": { "extRefID": { "type": "string", "minLength": 1 } }, "required": ["extRefID"] },
        }),
        json!({
            "if": { "properties": { "isActive": { "const": false } }, "required": ["isActive"] },
            "then": { "properties": { "approve": absent, "reactivate": absent } },
        }),
    ]
}
