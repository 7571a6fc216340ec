//! Differences that are reported and not planned.

use super::place::place;
use crate::error::cut;
use crate::json::Json;
use crate::services::plans::Draft;
use std::collections::BTreeMap;

/// How many people are named in a warning.
const MAX_NAMED: usize = 5;

/// A person who has a difference that isn't planned.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    who: String,
    /// What a person needs to find and judge the difference.
    details: Vec<String>,
}

impl Kept {
    /// The person with this e-mail address, whom the list has in this row.
    pub fn new(who: &str, row: &Json, at: usize) -> Self {
        let (name, number) = place(row, at);
        Kept {
            who: who.to_owned(),
            details: vec![format!("{name} {number}")],
        }
    }

    /// With the value that the list has, cut; empty if it clears the field.
    pub fn wanted(mut self, value: &str) -> Self {
        let wanted = match value.is_empty() {
            true => "the list clears it".to_owned(),
            false => format!("the list has '{value}'"),
        };
        self.details.insert(0, wanted);
        self
    }

    /// With the value that Workfront has, cut.
    pub fn present(mut self, value: &str) -> Self {
        let present = match value.is_empty() {
            true => "now empty".to_owned(),
            false => format!("now '{value}'"),
        };
        self.details.insert(0, present);
        self
    }
}

/// The people who have differences that are not planned, by field and reason.
#[derive(Debug, Default)]
pub struct KeptDifferences(BTreeMap<(String, &'static str), (usize, Vec<Kept>)>);

impl KeptDifferences {
    /// Adds a person.
    pub fn add(&mut self, field: &str, why: &'static str, who: Kept) {
        let (count, named) = self.0.entry((field.to_owned(), why)).or_default();
        *count += 1;
        named.push(who);
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
            let shown = |one: &Kept| format!("{} ({})", cut(&one.who), one.details.join(", "));
            let mut who: Vec<String> = named.iter().map(shown).collect();
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
