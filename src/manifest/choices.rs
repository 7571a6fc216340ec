//! Where a form gets the choices of a field from: an action and the properties of its output.

use crate::model::{Object, form::Picker};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// Choices from the output of an action.
#[derive(Clone, Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// The action to run.
    pub action: &'static str,
    /// The input of the action.
    pub input: Value,
    /// More properties of the input if the user has typed something. '{search}' is replaced by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Value>,
    /// The property of the output with the items.
    pub items_path: &'static str,
    /// The property of an item that is the field's value.
    pub value_path: &'static str,
    /// The property of an item that the form shows.
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
