//! One tenant: its objects, what it is like, who calls.

use std::sync::Arc;

use crate::api::version::Version;
use crate::error::ApiError;
use crate::events::Change;
use crate::model::{Field, Schema, Type};
use crate::options::Options;
use crate::store::{Parameter, Store};
use crate::value::Val;

/// The tenant.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// Its objects.
    pub store: Store,
    /// What it is like.
    pub options: Options,
    /// What was written and not told yet.
    pub changes: Vec<Change>,
}

/// Who calls, in which version, when.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The user that the credential belongs to.
    pub user: Arc<str>,
    /// The version of the path.
    pub version: Version,
    /// When the call arrived, in milliseconds since 1970 (UTC).
    pub now_ms: i64,
}

impl Tenant {
    /// Ends a transaction whose writes stay.
    pub fn keep(&mut self) {
        let changes = self.store.commit().into_iter();
        let changes = changes.map(|(of, id, before)| Change { of, id, before });
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

    /// The value as callers see it.
    pub fn json(&self, value: &Val) -> serde_json::Value {
        value.to_json(self.options.utc_offset_minutes)
    }
}

/// The error for a name that the version does not have (docs/workfront-facts.md#error-messages).
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
