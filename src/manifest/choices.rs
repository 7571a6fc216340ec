//! Where a form gets the choices of a field from: an action, and what to take of its output.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// Choices that an action gives.
#[derive(Clone, Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// The action to run.
    pub action: &'static str,
    /// What it takes.
    pub input: Value,
    /// What else it takes when something was typed; '{search}' stands for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Value>,
    /// Where its output has the items.
    pub items_path: &'static str,
    /// Which property of an item is the field's value.
    pub value_path: &'static str,
    /// Which property of an item is shown.
    pub label_path: &'static str,
}

/// The choices of a field of this name; `group` is that of its action.
pub fn of(name: &str, group: &str) -> Option<Choices> {
    let looked_up = match name {
        "accessLevelID" => Some("accessLevel"),
        "homeGroupID" => Some("group"),
        "companyID" => Some("company"),
        "roleID" => Some("role"),
        "homeTeamID" => Some("team"),
        "scheduleID" => Some("schedule"),
        _ => None,
    };
    if let Some(object) = looked_up {
        return Some(Choices {
            action: "lookup",
            input: json!({ "object": object }),
            search: None,
            items_path: "items",
            value_path: "ID",
            label_path: "name",
        });
    }
    match name {
        "ID" | "IDs" | "managerID" | "newManagerID" | "replacementID" if group != "Advanced" => {
            Some(Choices {
                action: "search",
                input: json!({ "fields": ["name", "emailAddr"], "sort": ["name"], "limit": 100 }),
                search: Some(json!({
                    "anyOf": [
                        [{ "field": "name", "modifier": "cicontains", "value": "{search}" }],
                        [{ "field": "emailAddr", "modifier": "cicontains", "value": "{search}" }],
                    ],
                })),
                items_path: "users",
                value_path: "ID",
                label_path: "name",
            })
        }
        "id" | "subscriptionIds" => Some(Choices {
            action: "subscriptions",
            input: json!({ "limit": 1000 }),
            search: None,
            items_path: "subscriptions",
            value_path: "id",
            label_path: "url",
        }),
        _ => None,
    }
}
