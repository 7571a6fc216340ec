//! The objects that other objects refer to, and how one is inserted.

use std::sync::Arc;

use crate::model::Type;
use crate::random::Random;
use crate::store::{Record, Store};
use crate::value::Val;

/// The latest date of generated data: 1 January 2026.
pub const LATEST_MS: i64 = 1_767_225_600_000;
/// A day in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// The IDs of the objects that users refer to.
pub struct Lookups {
    pub levels: Vec<Arc<str>>,
    pub groups: Vec<Arc<str>>,
    pub roles: Vec<Arc<str>>,
    pub teams: Vec<Arc<str>>,
    pub companies: Vec<Arc<str>>,
    pub schedules: Vec<Arc<str>>,
    pub form: Arc<str>,
}

/// Inserts an object with these fields.
pub fn insert(
    store: &mut Store,
    random: &mut Random,
    object_type: Type,
    fields: &[(&str, Val)],
) -> Arc<str> {
    let schema = object_type.schema();
    let mut record = Record::default();
    for (name, value) in fields {
        if let Some((number, _)) = schema.field(name) {
            record.set(number, value.clone());
        }
    }
    for name in ["entryDate", "lastUpdateDate"] {
        if let Some((number, _)) = schema.field(name) {
            record.set(number, Val::Date(LATEST_MS - DAY_MS * 400));
        }
    }
    let id: Arc<str> = Arc::from(random.id());
    store.insert(object_type, &id, record);
    id
}
