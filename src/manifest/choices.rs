//! Where a form gets the choices of a field from: an action, and what to take of its output.

use crate::model::{Object, form::Picker};
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

impl Choices {
    /// The choices of a picker.
    pub fn of(picker: Picker) -> Self {
        match picker {
            Picker::User => users(),
            Picker::Subscription => subscriptions(),
            Picker::AccessLevel => looked_up(Object::AccessLevel),
            Picker::Group => looked_up(Object::Group),
            Picker::Role => looked_up(Object::Role),
            Picker::Team => looked_up(Object::Team),
            Picker::Company => looked_up(Object::Company),
            Picker::Schedule => looked_up(Object::Schedule),
        }
    }
}

fn looked_up(object: Object) -> Choices {
    Choices {
        action: "lookup",
        input: json!({ "object": object }),
        search: None,
        items_path: "items",
        value_path: "ID",
        label_path: "name",
    }
}

fn users() -> Choices {
    Choices {
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
    }
}

fn subscriptions() -> Choices {
    Choices {
        action: "subscriptions",
        input: json!({ "limit": 1000 }),
        search: None,
        items_path: "subscriptions",
        value_path: "id",
        label_path: "url",
    }
}
