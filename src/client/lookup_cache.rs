use crate::json::Json;
use crate::model::Object;
use std::cell::RefCell;

/// The results of name lookups, for [`Policy::lookup_cache_ms`](super::Policy::lookup_cache_ms). Names rarely change, and
/// each form and each row of a batch asks for them.
#[derive(Debug, Default)]
pub struct LookupCache(RefCell<Vec<Entry>>);

#[derive(Debug)]
struct Entry {
    object: Object,
    name: String,
    item: Json,
    expires_at: f64,
}

/// The maximum number of entries. Further ones aren't cached.
const MAX_ENTRIES: usize = 500;

impl LookupCache {
    /// The object with this name, compared without regard to case, if it is cached. `now` is in milliseconds since 1970.
    pub fn get(&self, object: Object, name: &str, now: f64) -> Option<Json> {
        let entries = self.0.borrow();
        let fits = |entry: &&Entry| {
            entry.object == object
                && entry.expires_at > now
                && entry.name.eq_ignore_ascii_case(name)
        };
        entries.iter().find(fits).map(|entry| entry.item.clone())
    }

    /// Caches the object with this name until `expires_at`. Times are in milliseconds since 1970.
    pub fn insert(&self, object: Object, name: &str, item: &Json, now: f64, expires_at: f64) {
        let mut entries = self.0.borrow_mut();
        entries.retain(|entry| entry.expires_at > now);
        if entries.len() < MAX_ENTRIES {
            entries.push(Entry {
                object,
                name: name.to_owned(),
                item: item.clone(),
                expires_at,
            });
        }
    }
}
