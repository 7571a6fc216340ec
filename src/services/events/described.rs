//! What an output shows of a subscription, for its schema; [`super::Subscription`] holds it as the host's JSON.
#![allow(dead_code)] // Only described.

use crate::json::Json;

/// A subscription as the tenant has it. Whether its answer was in snake_case or camelCase shows nowhere.
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub(super) struct Subscription {
    /// Its ID.
    id: String,
    /// The kind of object: 'USER'.
    obj_code: String,
    /// The one object that it is about; absent for all.
    #[schemars(skip_serializing_if = "Option::is_none")]
    obj_id: Option<String>,
    /// When it tells: 'CREATE', 'UPDATE' or 'DELETE'.
    event_type: String,
    /// Where its events go.
    url: String,
    /// The version of its events.
    #[schemars(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// When the version was changed last.
    #[schemars(skip_serializing_if = "Option::is_none")]
    date_version_updated: Option<String>,
    /// When it was made.
    #[schemars(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    /// When it was changed last.
    #[schemars(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    /// The customer's ID.
    #[schemars(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    /// The token, masked but for its end: Workfront never shows it again.
    #[schemars(skip_serializing_if = "Option::is_none")]
    auth_token: Option<String>,
    /// Its filters, as Workfront has them.
    filters: Vec<Json>,
    /// Whether all filters must hold ('AND') or any ('OR').
    #[schemars(skip_serializing_if = "Option::is_none")]
    filter_connector: Option<String>,
    /// Whether states come as Base64.
    base64_encoding: bool,
    /// How the URL fares, for all subscriptions on it; absent where the tenant doesn't tell.
    #[schemars(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery>,
}

/// How deliveries to a URL go. Workfront disables it when too many fail, then freezes it.
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub(super) struct Delivery {
    /// How many were answered with 2xx in time.
    successes: f64,
    /// How many were not.
    failures: f64,
    /// Since when Workfront only tries every 10 minutes; absent when it doesn't.
    #[schemars(skip_serializing_if = "Option::is_none")]
    disabled_at: Option<String>,
    /// Since when Workfront sends nothing any more; absent when it does.
    #[schemars(skip_serializing_if = "Option::is_none")]
    frozen_at: Option<String>,
}
