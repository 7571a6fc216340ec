//! A subscription (docs/workfront-facts.md#event-subscriptions).

use serde_json::{Map, Value, json};

use super::event::Event;
use super::filter::{self, Filter};
use super::receiver::Receiver;
use super::version::Version;
use crate::dates;
use crate::options::SubscriptionDates;
use crate::tenant::Tenant;

/// The object types that have events and exist in the sandbox.
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
/// The length of a token must be less than this.
const TOKEN_LIMIT: usize = 255;

/// A subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Its ID.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// The previous version, and when it was changed.
    pub previous: Option<(Version, i64)>,
    /// The URL that receives the events.
    pub url: String,
    /// The token that is sent with events.
    pub auth_token: String,
    /// Whether states are encoded in Base64.
    pub base64: bool,
    created_at: i64,
    code: String,
    object: Option<String>,
    event: String,
    filters: Vec<Filter>,
    any_filter: bool,
    /// The filters as they were sent.
    sent_filters: Value,
    connector: String,
}

impl Subscription {
    /// Parses a body, or returns an error message.
    pub fn parse(body: &Map<String, Value>, id: String, now_ms: i64) -> Result<Self, String> {
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
            return Err(format!("{event} is not a valid eventType"));
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
        let sent_filters = body.get("filters").cloned().unwrap_or_default();
        let connector = body.get("filterConnector").cloned().unwrap_or_default();
        Ok(Self {
            id,
            version: Version::V2,
            previous: None,
            url: url.to_owned(),
            auth_token: token.to_owned(),
            base64,
            created_at: now_ms,
            code: code.to_owned(),
            object: text("objId").filter(|id| !id.is_empty()).map(str::to_owned),
            event: event.to_owned(),
            filters: filter::parse_all(&sent_filters, event)?,
            any_filter: filter::parse_connector(&connector)?,
            sent_filters,
            connector: connector.as_str().unwrap_or("AND").to_owned(),
        })
    }

    /// Whether the other subscription has the same events, URL and filters.
    pub fn is_duplicate_of(&self, other: &Self) -> bool {
        let key = |one: &Self| {
            let filters = match &one.sent_filters {
                Value::Null => Value::Array(Vec::new()),
                filters => filters.clone(),
            };
            (
                one.code.clone(),
                one.object.clone(),
                one.event.clone(),
                one.url.clone(),
                filters,
                one.any_filter,
            )
        };
        key(self) == key(other)
    }

    /// Whether this subscription receives an event.
    pub fn accepts(&self, event: &Event) -> bool {
        self.code == event.code
            && self.event == event.name
            && self.object.as_deref().is_none_or(|id| *id == *event.id)
            && filter::matches(&self.filters, self.any_filter, event)
    }

    /// The subscription in a listing.
    pub fn to_json(&self, tenant: &Tenant, receiver: Option<&Receiver>) -> Value {
        let offset = tenant.options.utc_offset_minutes;
        let date = |ms: i64| Value::from(dates::format(ms, offset));
        let changed_at = self.previous.map(|(_, since)| since);
        let mut item = json!({
            "id": self.id,
            "version": self.version.name(),
            "customerId": &*tenant.store.customer,
            "objId": self.object,
            "objCode": self.code,
            "url": self.url,
            "eventType": self.event,
            "authToken": mask(&self.auth_token),
            "filters": self.sent_filters.as_array().cloned().unwrap_or_default(),
            "filterConnector": self.connector,
            "base64Encoding": self.base64.to_string(),
            "subscription_url": receiver.map(|receiver| receiver.to_json(&self.url, date)),
        });
        let names = match tenant.options.subscription_dates {
            SubscriptionDates::Snake => ["date_created", "date_modified", "date_version_updated"],
            SubscriptionDates::Camel => ["dateCreated", "dateModified", "dateVersionUpdated"],
        };
        let dates = [
            Some(self.created_at),
            changed_at.or(Some(self.created_at)),
            changed_at,
        ];
        if let Some(fields) = item.as_object_mut() {
            for (name, ms) in names.into_iter().zip(dates) {
                fields.insert(name.to_owned(), ms.map_or(Value::Null, date));
            }
        }
        item
    }

    /// The subscription in the deprecated listing.
    pub fn to_deprecated_json(&self, tenant: &Tenant) -> Value {
        json!({
            "id": self.id,
            "customer_id": &*tenant.store.customer,
            "obj_id": self.object.clone().unwrap_or_default(),
            "obj_code": self.code,
            "url": self.url,
            "event_type": self.event,
            "auth_token": mask(&self.auth_token),
        })
    }
}

/// `****` and the last four characters. A short token is masked completely.
fn mask(token: &str) -> String {
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
