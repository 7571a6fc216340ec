//! Adds people who are as desired to a plan, many at once.

use crate::json::Json;
use crate::services::plans::Draft;

/// How long the text of several people becomes before they are added, in bytes.
const LONG: usize = 100_000;

/// The entries of people who are as desired, as JSON text.
#[derive(Debug, Default)]
pub struct Unchanged(String);

impl Unchanged {
    /// Adds an entry.
    pub fn add(&mut self, entry: &str, draft: &mut Draft) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        self.0.push_str(entry);
        if self.0.len() > LONG {
            self.flush(draft);
        }
    }

    /// Adds the entries to the draft, which gets others after them.
    pub fn flush(&mut self, draft: &mut Draft) {
        if self.0.is_empty() {
            return;
        }
        self.0.push(']');
        let entries = Json::parse(&self.0);
        for entry in entries.iter().flat_map(Json::items) {
            draft.unchanged.push(entry);
        }
        self.0.clear();
    }
}
