//! What a committed write did to one object.

use std::sync::Arc;

use super::payload::{self, Event};
use crate::model::Type;
use crate::store::Record;
use crate::tenant::Tenant;

/// An object that was written, and as it was before.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its type.
    pub of: Type,
    /// Its ID.
    pub id: Arc<str>,
    /// As it was; nothing where it is new.
    pub before: Option<Record>,
}

impl Change {
    /// The event that it is; none for objects without events, and for what came and went.
    pub fn event(&self, tenant: &Tenant) -> Option<Event> {
        // Companies have events too, but nothing here writes them after the start.
        if self.of != Type::User {
            return None;
        }
        let after = tenant.store.get(self.of, &self.id);
        let state = |record: Option<&Record>| {
            record.map(|record| payload::state(tenant, self.of, &self.id, record))
        };
        let (old, new) = (state(self.before.as_ref()), state(after));
        let name = match (&old, &new) {
            (None, Some(_)) => "CREATE",
            (Some(_), Some(_)) => "UPDATE",
            (Some(_), None) => "DELETE",
            (None, None) => return None,
        };
        Some(Event {
            name,
            code: self.of.schema().code,
            id: self.id.clone(),
            old: old.unwrap_or_default(),
            new: new.unwrap_or_default(),
        })
    }
}
