//! The triggers of workflows: events that Workfront sends, and polling for changes.

use super::action::{Sample, schema_of};
use crate::actions::samples;
use crate::services::changes;
use crate::services::events::Event;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Value, json};
use strum::VariantArray;

/// A trigger of workflows.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum TriggerManifest {
    /// Workfront calls a URL of the platform.
    #[serde(rename_all = "camelCase")]
    Webhook {
        /// The id of the trigger.
        key: &'static str,
        /// The name that forms show.
        title: &'static str,
        /// What the trigger does.
        description: &'static str,
        /// The JSON Schema (2020-12) of its settings.
        input: Value,
        /// The action that starts it, with `url`, `authToken` and one subscription per event.
        subscribe: &'static str,
        /// The action that stops it, with an empty array of subscriptions.
        unsubscribe: &'static str,
        /// The action that verifies and reads an event.
        parse: &'static str,
        /// The property of an event that identifies duplicates.
        dedupe_key: &'static str,
        /// The JSON Schema (2020-12) of its events.
        output: Schema,
        /// The action whose sample output is a sample of its events.
        sample_of: &'static str,
    },
    /// The platform polls from time to time.
    #[serde(rename_all = "camelCase")]
    Polling {
        /// The id of the trigger.
        key: &'static str,
        /// The name that forms show.
        title: &'static str,
        /// What the trigger does.
        description: &'static str,
        /// The JSON Schema (2020-12) of its settings.
        input: Value,
        /// The action to run.
        poll: &'static str,
        /// The property of its input and output that is stored between two polls.
        cursor: &'static str,
        /// The property of its output with the items.
        items_path: &'static str,
        /// The properties of an item that together identify duplicates.
        dedupe_key: [&'static str; 2],
        /// The property of its output that is true if the platform should poll again immediately.
        has_more: &'static str,
        /// A sample item.
        sample: Value,
    },
}

/// Every trigger.
pub fn all() -> Vec<TriggerManifest> {
    vec![
        TriggerManifest::Webhook {
            key: "userEvents",
            title: "User created, updated or deleted",
            description: "Starts immediately when a user is created, updated or deleted. Needs the credential of a system administrator, and a URL that Workfront can reach.",
            input: json!({
                "type": "object",
                "properties": {
                    "events": {
                        "title": "Events",
                        "description": "The events that start the workflow.",
                        "type": "array",
                        "items": { "enum": ["USER_CREATE", "USER_UPDATE", "USER_DELETE"] },
                        "minItems": 1,
                        "uniqueItems": true,
                        "default": ["USER_CREATE", "USER_UPDATE", "USER_DELETE"],
                    },
                    "transitions": {
                        "title": "Transitions",
                        "description": "Only start for these kinds of changes. Default: all.",
                        "type": "array",
                        "items": { "enum": crate::services::events::Transition::VARIANTS },
                        "uniqueItems": true,
                    },
                },
                "required": ["events"],
                "additionalProperties": false,
            }),
            subscribe: "ensureSubscriptions",
            unsubscribe: "ensureSubscriptions",
            parse: "parseEvent",
            dedupe_key: "id",
            output: schema_of::<Event>(true),
            sample_of: "parseEvent",
        },
        TriggerManifest::Polling {
            key: "usersChanged",
            title: "User changed",
            description: "Finds users that were created or changed since the last poll. Needs no administrator and no URL. It does not see deletions.",
            input: json!({
                "type": "object",
                "properties": {
                    "fields": {
                        "title": "Fields",
                        "description": "The fields to read.",
                        "type": "array",
                        "items": { "type": "string" },
                    },
                    "overlapMs": {
                        "title": "Overlap (ms)",
                        "description": "How far each poll goes back for changes that Workfront shows late, in milliseconds: 0 to 3600000.",
                        "type": "integer",
                        "minimum": 0,
                        "maximum": changes::MAX_OVERLAP_MS,
                    },
                },
                "additionalProperties": false,
            }),
            poll: "changes",
            cursor: "cursor",
            items_path: "users",
            dedupe_key: ["ID", "lastUpdateDate"],
            has_more: "hasMore",
            sample: sample_user().output,
        },
    ]
}

fn sample_user() -> Sample {
    Sample {
        input: Value::Null,
        output: json!({
            "ID": samples::JANE,
            "username": "jane.doe@example.com",
            "emailAddr": "jane.doe@example.com",
            "firstName": "Jane",
            "lastName": "Doe",
            "isActive": true,
            "lastUpdateDate": "2026-09-21T10:13:20:000+0000",
        }),
    }
}
