//! Event subscriptions as plans have them.

use crate::error::Result;
use crate::input::read_at;
use crate::json::Json;
use crate::services::events::{Declared, Receiver, Subscription};
use crate::services::plans::StepKind;
use crate::services::plans::digest::sha256;
use crate::services::plans::drift::entry;
use crate::services::plans::step::NewStep;

/// The string fields of a subscription that are in a plan.
const TEXTS: &[&str] = &[
    "url",
    "objCode",
    "eventType",
    "objId",
    "version",
    "filterConnector",
];

/// What Workfront shows of a subscription, without its token and times.
pub fn described(subscription: &Subscription) -> Json {
    let mut json = Json::object();
    for name in TEXTS {
        let text = subscription.text(name);
        if !text.is_empty() {
            json.insert(name, text.as_str());
        }
    }
    json.insert("base64Encoding", subscription.is_encoded());
    json.insert("filters", subscription.filters());
    json
}

/// A declared subscription without its token, as [`read_declared`] reads it.
pub fn declared_json(declared: &Declared, url: &str) -> Json {
    let receiver = Receiver {
        url: url.to_owned(),
        authToken: String::new(),
    };
    let mut json = Json::object();
    for (name, value) in declared.body(&receiver).entries() {
        match name.as_str() {
            "authToken" => {}
            "base64Encoding" => json.insert(&name, declared.base64Encoding == Some(true)),
            _ => json.insert(&name, value),
        }
    }
    json
}

/// Reads what [`declared_json`] returned: the declaration and the URL.
///
/// # Errors
/// Kind `validation`: a field is wrong.
pub fn read_declared(json: &Json) -> Result<(Declared, String)> {
    let mut fields = Json::object();
    for (name, value) in json.entries() {
        if name != "url" {
            fields.insert(&name, value);
        }
    }
    Ok((read_at(&fields, "after")?, json.str_or_default("url")))
}

/// Who a step is about: a subscription is named by its URL.
pub fn person(url: &str) -> Json {
    Json::object_of(&[("name", url.into())])
}

/// What was changed of a subscription since it was described: `{ field, planned, present }` for each field.
pub fn drift(before: &Json, present: &Subscription) -> Json {
    let now = described(present);
    let mut differences = Json::array();
    let mut names = before.keys();
    names.extend(now.keys().into_iter().filter(|name| !before.has(name)));
    for name in names {
        let (planned, present) = (before.get_or_null(&name), now.get_or_null(&name));
        if planned.to_canonical_string() != present.to_canonical_string() {
            differences.push(entry(&name, planned, present));
        }
    }
    differences
}

/// A step that creates a subscription. Its key names what it watches.
pub fn subscribe(declared: &Declared, url: &str) -> NewStep {
    let after = declared_json(declared, url);
    let digest = sha256(&after.to_canonical_string().unwrap_or_default());
    let (code, event) = (declared.obj_code(), declared.event().as_str());
    let key = format!("{code} {event} {}", digest.get(..12).unwrap_or_default());
    NewStep {
        key,
        ..step(StepKind::Subscribe, None, url, after)
    }
}

/// A step that changes or deletes a subscription.
pub fn change(kind: StepKind, subscription: &Subscription, after: Json) -> NewStep {
    let url = subscription.text("url");
    NewStep {
        before: described(subscription),
        ..step(kind, Some(subscription.id()), &url, after)
    }
}

/// A step that deletes a subscription.
pub fn unsubscribe(subscription: &Subscription) -> NewStep {
    let after = Json::object_of(&[("deleted", true.into())]);
    change(StepKind::Unsubscribe, subscription, after)
}

fn step(kind: StepKind, target: Option<String>, url: &str, after: Json) -> NewStep {
    NewStep {
        target,
        person: person(url),
        after,
        ..NewStep::of(kind)
    }
}
