use crate::api::Id;
use crate::input::text_enum;
use crate::json::{Json, to_json};

text_enum! {
    /// The version of the events that a subscription gets (facts, section 8.4).
    #[cfg_attr(feature = "schema", schemars(inline))]
    pub enum SubscriptionVersion {
        /// Without calculated custom values in CREATE; a single choice is a text.
        V1 = "v1",
        /// With them; several choices are always a list. All new subscriptions have it.
        V2 = "v2",
    }
}

/// A subscription as the tenant has it. Whether its answer was in snake_case or camelCase shows nowhere.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "camelCase"))]
pub struct Subscription {
    /// Its ID.
    pub id: String,
    /// The kind of object: 'USER'.
    pub obj_code: String,
    /// The one object that it is about; absent for all.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub obj_id: Option<String>,
    /// When it tells: 'CREATE', 'UPDATE' or 'DELETE'.
    pub event_type: String,
    /// Where its events go.
    pub url: String,
    /// The version of its events.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub version: Option<String>,
    /// When the version was changed last.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub date_version_updated: Option<String>,
    /// When it was made.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub date_created: Option<String>,
    /// When it was changed last.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub date_modified: Option<String>,
    /// The customer's ID.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub customer_id: Option<String>,
    /// The token, masked but for its end: Workfront never shows it again.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub auth_token: Option<String>,
    /// Its filters, as Workfront has them.
    pub filters: Json,
    /// Whether all filters must hold ('AND') or any ('OR').
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub filter_connector: Option<String>,
    /// Whether states come as Base64.
    pub base64_encoding: bool,
    /// How the URL fares, for all subscriptions on it; absent where the tenant doesn't tell.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub delivery: Option<Delivery>,
}

to_json!(Subscription {
    id, obj_code = "objCode", obj_id = "objId", event_type = "eventType", url, version,
    date_version_updated = "dateVersionUpdated", date_created = "dateCreated",
    date_modified = "dateModified", customer_id = "customerId", auth_token = "authToken", filters,
    filter_connector = "filterConnector", base64_encoding = "base64Encoding", delivery,
});

/// How deliveries to a URL go. Workfront disables it when too many fail, then freezes it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "camelCase"))]
pub struct Delivery {
    /// How many were answered with 2xx in time.
    pub successes: f64,
    /// How many were not.
    pub failures: f64,
    /// Since when Workfront only tries every 10 minutes; absent when it doesn't.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub disabled_at: Option<String>,
    /// Since when Workfront sends nothing any more; absent when it does.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub frozen_at: Option<String>,
}

to_json!(Delivery { successes, failures, disabled_at = "disabledAt", frozen_at = "frozenAt" });

impl Subscription {
    /// The subscription of an answer's item. Nothing without an ID.
    pub fn read(json: &Json) -> Option<Self> {
        let text = |snake: &str, camel: &str| {
            let text = json.text_at(snake).or_else(|| json.text_at(camel));
            text.filter(|text| !text.is_empty())
        };
        let encoding = json
            .get("base64Encoding")
            .or_else(|| json.get("base64_encoding"));
        let url = json.get("subscription_url");
        Some(Subscription {
            id: text("id", "ID")?,
            obj_code: text("obj_code", "objCode").unwrap_or_default(),
            obj_id: text("obj_id", "objId"),
            event_type: text("event_type", "eventType").unwrap_or_default(),
            url: text("url", "url").unwrap_or_default(),
            version: text("version", "version"),
            date_version_updated: text("date_version_updated", "dateVersionUpdated"),
            date_created: text("date_created", "dateCreated"),
            date_modified: text("date_modified", "dateModified"),
            customer_id: text("customer_id", "customerId"),
            auth_token: text("auth_token", "authToken"),
            filters: json
                .get("filters")
                .filter(Json::is_array)
                .unwrap_or_else(Json::array),
            filter_connector: text("filter_connector", "filterConnector"),
            base64_encoding: encoding.is_some_and(|given| {
                given.as_bool() == Some(true) || given.as_text().as_deref() == Some("true")
            }),
            delivery: url
                .or_else(|| json.get("subscriptionUrl"))
                .as_ref()
                .and_then(Delivery::read),
        })
    }

    /// Its ID, as a path may hold it.
    pub fn path_id(&self) -> Option<Id> {
        Id::parse(&self.id)
    }
}

impl Delivery {
    fn read(json: &Json) -> Option<Self> {
        let number = |name: &str| json.get(name).and_then(|value| value.as_number());
        let text = |snake: &str, camel: &str| json.text_at(snake).or_else(|| json.text_at(camel));
        json.is_object().then(|| Delivery {
            successes: number("successes").unwrap_or_default(),
            failures: number("failures").unwrap_or_default(),
            disabled_at: text("disabled_at", "disabledAt"),
            frozen_at: text("frozen_at", "frozenAt"),
        })
    }
}
