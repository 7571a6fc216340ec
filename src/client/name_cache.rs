use crate::json::Json;
use crate::model::Object;
use std::cell::RefCell;

/// Names that were looked up, for minutes: they rarely change, and every form and every row asks again.
#[derive(Debug, Default)]
pub struct NameCache(RefCell<Vec<Entry>>);

#[derive(Debug)]
struct Entry {
    object: Object,
    name: String,
    item: Json,
    until: f64,
}

/// More names than this at once aren't kept.
const MOST: usize = 500;

impl NameCache {
    /// The object behind a name, when it was looked up not too long ago.
    pub fn get(&self, object: Object, name: &str, now: f64) -> Option<Json> {
        let entries = self.0.borrow();
        let fits = |entry: &&Entry| {
            entry.object == object && entry.until > now && entry.name.eq_ignore_ascii_case(name)
        };
        entries.iter().find(fits).map(|entry| entry.item.clone())
    }

    /// Keeps what a name stands for, until a moment of the host's clock.
    pub fn put(&self, object: Object, name: &str, item: &Json, now: f64, until: f64) {
        let mut entries = self.0.borrow_mut();
        entries.retain(|entry| entry.until > now);
        if entries.len() < MOST {
            entries.push(Entry {
                object,
                name: name.to_owned(),
                item: item.clone(),
                until,
            });
        }
    }
}
