//! One subscription (docs/workfront-facts.md#event-subscriptions).

use serde_json::{Map, Value, json};

use super::filter::{self, Filter};
use super::payload::Event;
use super::receiver::Receiver;
use crate::dates;
use crate::options::SubscriptionDates;
use crate::tenant::Tenant;

/// The objects with events that the documentation lists and this tenant has.
const OBJECTS: [&str; 2] = ["USER", "CMPY"];
const KEYS: [&str; 8] = [
    "objCode",
    "objId",
    "eventType",
    "url",
    "authToken",
    "filters",
    "filterConnector",
    "base64Encoding",
];
/// The token has fewer characters than this.
const TOKEN_LIMIT: usize = 255;

/// The version of a subscription's events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The first.
    V1,
    /// The second, which every new subscription has.
    V2,
}

impl Version {
    /// The version of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "v1" => Some(Self::V1),
            "v2" => Some(Self::V2),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }
}

/// A subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Its ID.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// The version before, and when it was changed.
    pub before: Option<(Version, i64)>,
    /// Where events go.
    pub url: String,
    /// What goes with them.
    pub auth_token: String,
    /// Whether states are encoded.
    pub base64: bool,
    created: i64,
    code: String,
    object: Option<String>,
    event: String,
    filters: Vec<Filter>,
    any: bool,
    /// As they were written.
    written: Value,
    connector: String,
}

impl Subscription {
    /// Reads a body; what is wrong with it otherwise.
    pub fn read(body: &Map<String, Value>, id: String, now_ms: i64) -> Result<Self, String> {
        if let Some(unknown) = body.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(format!("Unrecognized field \"{unknown}\""));
        }
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let required = |name: &str| {
            text(name)
                .filter(|text| !text.is_empty())
                .ok_or(format!("{name} is required"))
        };
        let code = required("objCode")?;
        if !OBJECTS.contains(&code) {
            return Err(format!("{code} is not supported by event subscriptions"));
        }
        let event = required("eventType")?;
        if !["CREATE", "UPDATE", "DELETE"].contains(&event) {
            return Err(format!("{event} is no eventType"));
        }
        let url = required("url")?;
        if !is_url(url) {
            return Err("url is not a valid URL".into());
        }
        let token = required("authToken")?;
        if token.chars().count() >= TOKEN_LIMIT {
            return Err("authToken is too long".into());
        }
        let base64 = match text("base64Encoding") {
            Some("true") => true,
            Some("false" | "") => false,
            None if body.get("base64Encoding").is_none() => false,
            _ => return Err("base64Encoding must be \"true\", \"false\" or empty".into()),
        };
        let written = body.get("filters").cloned().unwrap_or_default();
        let connector = body.get("filterConnector").cloned().unwrap_or_default();
        Ok(Self {
            id,
            version: Version::V2,
            before: None,
            url: url.to_owned(),
            auth_token: token.to_owned(),
            base64,
            created: now_ms,
            code: code.to_owned(),
            object: text("objId").filter(|id| !id.is_empty()).map(str::to_owned),
            event: event.to_owned(),
            filters: filter::read_all(&written, event)?,
            any: filter::connector(&connector)?,
            written,
            connector: connector.as_str().unwrap_or("AND").to_owned(),
        })
    }

    /// Whether the other one is about the same events to the same place.
    pub fn is_like(&self, other: &Self) -> bool {
        let key = |one: &Self| {
            let filters = match &one.written {
                Value::Null => Value::Array(Vec::new()),
                filters => filters.clone(),
            };
            (
                one.code.clone(),
                one.object.clone(),
                one.event.clone(),
                one.url.clone(),
                filters,
                one.any,
            )
        };
        key(self) == key(other)
    }

    /// Whether it is to be told of an event.
    pub fn wants(&self, event: &Event) -> bool {
        self.code == event.code
            && self.event == event.name
            && self.object.as_deref().is_none_or(|id| *id == *event.id)
            && filter::pass(&self.filters, self.any, event)
    }

    /// As the service lists it.
    pub fn to_json(&self, tenant: &Tenant, receiver: Option<&Receiver>) -> Value {
        let offset = tenant.options.utc_offset_minutes;
        let date = |ms: i64| Value::from(dates::format(ms, offset));
        let changed = self.before.map(|(_, since)| since);
        let mut item = json!({
            "id": self.id,
            "version": self.version.name(),
            "customerId": &*tenant.store.customer,
            "objId": self.object,
            "objCode": self.code,
            "url": self.url,
            "eventType": self.event,
            "authToken": masked(&self.auth_token),
            "filters": self.written.as_array().cloned().unwrap_or_default(),
            "filterConnector": self.connector,
            "base64Encoding": self.base64.to_string(),
            "subscription_url": receiver.map(|receiver| receiver.to_json(&self.url, date)),
        });
        let names = match tenant.options.subscription_dates {
            SubscriptionDates::Snake => ["date_created", "date_modified", "date_version_updated"],
            SubscriptionDates::Camel => ["dateCreated", "dateModified", "dateVersionUpdated"],
        };
        let dates = [Some(self.created), changed.or(Some(self.created)), changed];
        if let Some(fields) = item.as_object_mut() {
            for (name, ms) in names.into_iter().zip(dates) {
                fields.insert(name.to_owned(), ms.map_or(Value::Null, date));
            }
        }
        item
    }

    /// As the deprecated listing has it.
    pub fn to_old_json(&self, tenant: &Tenant) -> Value {
        json!({
            "id": self.id,
            "customer_id": &*tenant.store.customer,
            "obj_id": self.object.clone().unwrap_or_default(),
            "obj_code": self.code,
            "url": self.url,
            "event_type": self.event,
            "auth_token": masked(&self.auth_token),
        })
    }
}

/// `****` and the last four characters; nothing of a short one.
fn masked(token: &str) -> String {
    let letters: Vec<char> = token.chars().collect();
    if letters.len() <= 8 {
        return "*".repeat(letters.len());
    }
    let end = letters.iter().skip(letters.len() - 4);
    "****".chars().chain(end.copied()).collect()
}

fn is_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    ["http", "https"].contains(&scheme)
        && !host.is_empty()
        && !url.contains(char::is_whitespace)
        && host.split(':').next().is_some_and(|name| !name.is_empty())
}
