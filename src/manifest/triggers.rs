//! What starts a workflow: events that Workfront sends, and looking for changes.

use super::action::{Sample, schema_of};
use crate::actions::samples;
use crate::services::changes;
use crate::services::events::Event;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Value, json};
use strum::VariantArray;

/// What starts a workflow.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum TriggerManifest {
    /// Workfront calls a URL of the platform's.
    #[serde(rename_all = "camelCase")]
    Webhook {
        /// Its id.
        key: &'static str,
        /// A short name for people.
        title: &'static str,
        /// What it does.
        description: &'static str,
        /// What is chosen by who sets it up, as a JSON Schema (2020-12).
        input: Value,
        /// The action that starts it, with `url`, `authToken` and one subscription for each event.
        subscribe: &'static str,
        /// The action that ends it, with no subscriptions.
        unsubscribe: &'static str,
        /// The action that checks and reads what arrives.
        parse: &'static str,
        /// Which property of an event tells a repetition.
        dedupe_key: &'static str,
        /// The JSON Schema (2020-12) of what it gives.
        output: Schema,
        /// The action whose sample output is one of its own.
        sample_of: &'static str,
    },
    /// The platform looks from time to time.
    #[serde(rename_all = "camelCase")]
    Polling {
        /// Its id.
        key: &'static str,
        /// A short name for people.
        title: &'static str,
        /// What it does.
        description: &'static str,
        /// What is chosen by who sets it up, as a JSON Schema (2020-12).
        input: Value,
        /// The action to run.
        poll: &'static str,
        /// The property of its input and output that is kept between two looks.
        cursor: &'static str,
        /// Where its output has the items.
        items_path: &'static str,
        /// Which properties of an item together tell a repetition.
        dedupe_key: [&'static str; 2],
        /// The property of its output that says whether to look again at once.
        has_more: &'static str,
        /// An item.
        sample: Value,
    },
}

/// Every trigger.
pub fn all() -> Vec<TriggerManifest> {
    vec![
        TriggerManifest::Webhook {
            key: "userEvents",
            title: "User created, updated or deleted",
            description: "Starts when a user is created, updated or deleted, at once. Needs a system administrator's credential, and a URL that Workfront reaches.",
            input: json!({
                "type": "object",
                "properties": {
                    "events": {
                        "title": "Events",
                        "description": "Which events to be told of.",
                        "type": "array",
                        "items": { "enum": ["USER_CREATE", "USER_UPDATE", "USER_DELETE"] },
                        "minItems": 1,
                        "uniqueItems": true,
                        "default": ["USER_CREATE", "USER_UPDATE", "USER_DELETE"],
                    },
                    "transitions": {
                        "title": "Transitions",
                        "description": "Which changes to be told of; all when none are chosen.",
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
            description: "Finds users that were created or changed since the last look. Needs no administrator and no URL; deletions are invisible to it.",
            input: json!({
                "type": "object",
                "properties": {
                    "fields": {
                        "title": "Fields",
                        "description": "Which fields to read.",
                        "type": "array",
                        "items": { "type": "string" },
                    },
                    "overlapMs": {
                        "title": "Overlap (ms)",
                        "description": "How far each look goes back, in milliseconds, for changes that show late.",
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
