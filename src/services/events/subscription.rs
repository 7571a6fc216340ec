use crate::json::{Json, Kind};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The version of a subscription's events (docs/workfront-facts.md#event-versions).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum SubscriptionVersion {
    /// Without calculated custom fields in CREATE; a single choice is a string.
    V1,
    /// With calculated custom fields; choices are always an array. All new subscriptions have this version.
    V2,
}

impl SubscriptionVersion {
    /// The name in inputs and requests.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A subscription of the tenant, with the same keys whether the response was in snake_case or camelCase.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Subscription(Json);

/// Its string fields: in camelCase and in snake_case.
const TEXTS: &[(&str, &str)] = &[
    ("objCode", "obj_code"),
    ("objId", "obj_id"),
    ("eventType", "event_type"),
    ("url", "url"),
    ("version", "version"),
    ("dateVersionUpdated", "date_version_updated"),
    ("dateCreated", "date_created"),
    ("dateModified", "date_modified"),
    ("customerId", "customer_id"),
    ("authToken", "auth_token"),
];

/// The string fields that are included even when they are empty.
const REQUIRED: &[&str] = &["objCode", "eventType", "url"];

impl Subscription {
    /// Reads an item of a response; `None` without an ID, or if a string field has another type.
    pub fn read(json: &Json) -> Option<Self> {
        let mut subscription = Json::object();
        let id = either(json, "id", "ID").filter(|id| !id.is_empty())?;
        let is_odd = |name: &str| {
            json.get_non_null(name)
                .is_some_and(|value| value.kind() != Kind::String)
        };
        if ["objCode", "eventType", "url", "objId"]
            .iter()
            .any(|name| is_odd(name))
        {
            return None;
        }
        subscription.insert("id", id.as_str());
        for (name, snake) in TEXTS {
            copy_text(json, name, snake, &mut subscription);
        }
        let filters = json.get("filters").filter(Json::is_array);
        subscription.insert("filters", filters.unwrap_or_else(Json::array));
        copy_text(
            json,
            "filterConnector",
            "filter_connector",
            &mut subscription,
        );
        let encoding = json.get("base64Encoding");
        let encoding = encoding.or_else(|| json.get("base64_encoding"));
        let is_encoded = encoding.is_some_and(|given| is_true(&given));
        subscription.insert("base64Encoding", is_encoded);
        let url = json.get("subscription_url");
        let url = url.or_else(|| json.get("subscriptionUrl"));
        if let Some(url) = url.filter(Json::is_object) {
            subscription.insert("delivery", delivery(&url));
        }
        Some(Subscription(subscription))
    }

    /// Its ID.
    pub fn id(&self) -> String {
        self.text("id")
    }

    /// A string field; empty if it is absent.
    pub fn text(&self, name: &str) -> String {
        self.0.str_or_default(name)
    }

    /// Its filters, as Workfront returned them.
    pub fn filters(&self) -> Json {
        self.0.get("filters").unwrap_or_else(Json::array)
    }

    /// Whether states are sent as Base64.
    pub fn is_encoded(&self) -> bool {
        self.0
            .get("base64Encoding")
            .is_some_and(|given| is_true(&given))
    }

    /// Whether deliveries to its URL are `disabledAt` or `frozenAt` a time.
    pub fn has_mark(&self, name: &str) -> bool {
        let delivery = self.0.get("delivery");
        delivery.is_some_and(|delivery| delivery.has(name))
    }
}

/// The state of the deliveries to a URL.
fn delivery(url: &Json) -> Json {
    let mut delivery = Json::object();
    for name in &["successes", "failures"] {
        delivery.insert(name, url.get_f64(name).unwrap_or_default());
    }
    for (name, snake) in &[("disabledAt", "disabled_at"), ("frozenAt", "frozen_at")] {
        if let Some(since) = either(url, snake, name) {
            delivery.insert(name, since.as_str());
        }
    }
    delivery
}

fn copy_text(json: &Json, name: &str, snake: &str, into: &mut Json) {
    let text = either(json, snake, name).unwrap_or_default();
    if !text.is_empty() || REQUIRED.contains(&name) {
        into.insert(name, text.as_str());
    }
}

fn either(json: &Json, snake: &str, camel: &str) -> Option<String> {
    json.get_str(snake).or_else(|| json.get_str(camel))
}

fn is_true(given: &Json) -> bool {
    given.as_bool() == Some(true) || given.as_str().as_deref() == Some("true")
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Subscription {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Subscription".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        super::described::Subscription::json_schema(generator)
    }
}
