use super::EventType;
use super::difference::{Change, Transition};
use crate::json::Json;
use serde::Serialize;

/// An event: what happened to an object, when, and its states before and after.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The same for each delivery of an event, also in two versions: skip an event whose id was handled before.
    pub id: String,
    /// The objCode and the type of event: 'USER_CREATE', 'USER_UPDATE' or 'USER_DELETE'. Only the type if the objCode is unknown.
    #[serde(rename = "type")]
    pub kind: String,
    /// The objCode of the object: 'USER' too if the states don't have one. Absent for an object of Workfront Planning without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obj_code: Option<String>,
    /// The type of event: 'CREATE', 'UPDATE' or 'DELETE'.
    pub event_type: EventType,
    /// The user's ID; absent for events of other objects, and if Workfront doesn't send it.
    #[serde(rename = "userID", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The object's ID; absent if Workfront doesn't send it.
    #[serde(rename = "objID", skip_serializing_if = "Option::is_none")]
    pub obj_id: Option<String>,
    /// When it happened (ISO 8601, UTC, milliseconds); absent if Workfront doesn't send it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<String>,
    /// A string that sorts events by the time at which they happened, to the nanosecond: deliveries can be late and out of order.
    pub ordering_key: String,
    /// The fields that differ.
    pub changes: Vec<Change>,
    /// The meaning of the differences.
    pub transitions: Vec<Transition>,
    /// The object after the event; empty for DELETE. The state of a user lacks username, firstName and lastName: read the user with 'get'.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::EventState"))]
    pub new_state: Json,
    /// The object before the event; empty for CREATE.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::EventState"))]
    pub old_state: Json,
    /// The ID of the subscription that the event was sent for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<String>,
    /// The version of the subscription's events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_version: Option<String>,
    /// The version of this event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_version: Option<String>,
}
