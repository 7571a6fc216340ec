//! The tenant: its objects and options, and the caller of a request.

use std::sync::Arc;

use crate::api::version::Version;
use crate::error::ApiError;
use crate::model::{Field, Schema, Type};
use crate::options::Options;
use crate::store::{Change, Parameter, Store};
use crate::value::Val;

/// The tenant.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// Its objects.
    pub store: Store,
    /// Its options.
    pub options: Options,
    /// Committed changes that events have not been published for.
    pub changes: Vec<Change>,
}

/// The caller of a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The ID of the user whose credential was sent.
    pub user: Arc<str>,
    /// The API version in the path.
    pub version: Version,
    /// When the request arrived, in milliseconds since 1970 (UTC).
    pub now_ms: i64,
}

impl Tenant {
    /// Commits the transaction and queues its changes for events.
    pub fn commit(&mut self) {
        let changes = self.store.commit();
        self.changes.extend(changes);
    }

    /// A custom field by its name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.store
            .parameters
            .iter()
            .find(|parameter| parameter.name == name)
    }

    /// Whether a user is a system administrator.
    pub fn is_admin(&self, user: &str) -> bool {
        let node = self.store.node(Type::User, user);
        node.is_some_and(|node| node.read_named(&self.store, "isAdmin").is_true())
            && self.options.caller_is_admin
    }

    /// The value as callers see it, in the tenant's time zone.
    pub fn json(&self, value: &Val) -> serde_json::Value {
        value.to_json(self.options.utc_offset_minutes)
    }
}

/// The error for an object that does not exist.
pub fn not_found(object_type: Type, id: &str) -> ApiError {
    let label = object_type.schema().label;
    ApiError::not_found(format!(
        "{label} with primary key value(s) \"{id}\" not found"
    ))
}

/// The error for a field that the version does not have (docs/workfront-facts.md#error-messages).
pub fn unknown_field(version: Version, name: &str, schema: &Schema) -> ApiError {
    ApiError::field(format!(
        "APIModel {version} does not support field {name} ({})",
        schema.label
    ))
}

/// Whether a version has a field.
pub fn has_field(version: Version, field: &Field) -> bool {
    let number = version.number();
    let internal = matches!(version, Version::Internal);
    number >= field.since && (internal || number <= field.until)
}
