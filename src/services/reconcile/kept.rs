//! Differences that are reported and not planned.

use crate::error::cut;
use crate::services::plans::Draft;
use std::collections::BTreeMap;

/// How many people are named in a warning.
const MAX_NAMED: usize = 5;

/// The people who have differences that are not planned, by field and reason.
#[derive(Debug, Default)]
pub struct KeptDifferences(BTreeMap<(String, &'static str), (usize, Vec<String>)>);

impl KeptDifferences {
    /// Adds a person.
    pub fn add(&mut self, field: &str, why: &'static str, who: &str) {
        let (count, named) = self.0.entry((field.to_owned(), why)).or_default();
        *count += 1;
        named.push(who.to_owned());
        // The first of all in alphabetical order, whatever the order of the list.
        if named.len() > 2 * MAX_NAMED {
            named.sort_unstable();
            named.truncate(MAX_NAMED);
        }
    }

    /// Adds a warning for each field.
    pub fn warn(self, draft: &mut Draft) {
        for ((field, why), (count, mut named)) in self.0 {
            named.sort_unstable();
            named.truncate(MAX_NAMED);
            let mut who: Vec<String> = named.iter().map(|one| cut(one).to_string()).collect();
            if count > who.len() {
                who.push(format!("{} more", count - who.len()));
            }
            draft.warn(&format!(
                "{field} differs and is left as it is, {why}: {}.",
                who.join(", ")
            ));
        }
    }
}
