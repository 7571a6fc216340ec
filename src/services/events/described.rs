//! The schema of a subscription in outputs; [`super::Subscription`] holds it as the host's JSON.
#![allow(dead_code)] // Only described.

use crate::json::Json;

/// A subscription of the tenant, with the same keys whether the response was in snake_case or camelCase.
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub(super) struct Subscription {
    /// Its ID.
    id: String,
    /// The objCode: 'USER'.
    obj_code: String,
    /// The ID of the one object that it watches; absent for all objects.
    #[schemars(skip_serializing_if = "Option::is_none")]
    obj_id: Option<String>,
    /// The type of event: 'CREATE', 'UPDATE' or 'DELETE'.
    event_type: String,
    /// The URL that its events are sent to.
    url: String,
    /// The version of its events.
    #[schemars(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// When the version was last changed.
    #[schemars(skip_serializing_if = "Option::is_none")]
    date_version_updated: Option<String>,
    /// When it was created.
    #[schemars(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    /// When it was last changed.
    #[schemars(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    /// The customer's ID.
    #[schemars(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    /// The token, masked except for its end.
    #[schemars(skip_serializing_if = "Option::is_none")]
    auth_token: Option<String>,
    /// Its filters, as Workfront returned them.
    filters: Vec<Json>,
    /// Whether all filters must match ('AND') or any ('OR').
    #[schemars(skip_serializing_if = "Option::is_none")]
    filter_connector: Option<String>,
    /// Whether states are sent as Base64.
    base64_encoding: bool,
    /// The deliveries to the URL, for all its subscriptions; absent if the tenant doesn't report them.
    #[schemars(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery>,
}

/// The deliveries to a URL. Workfront disables the URL when too many fail, then freezes it.
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub(super) struct Delivery {
    /// The number of deliveries with a 2xx response in time.
    successes: f64,
    /// The number of other deliveries.
    failures: f64,
    /// Since when Workfront retries only every 10 minutes; absent if the URL isn't disabled.
    #[schemars(skip_serializing_if = "Option::is_none")]
    disabled_at: Option<String>,
    /// Since when Workfront sends no events; absent if the URL isn't frozen.
    #[schemars(skip_serializing_if = "Option::is_none")]
    frozen_at: Option<String>,
}
