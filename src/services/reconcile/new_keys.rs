//! Addresses and usernames that a plan would give to two people: Workfront refuses whoever is written second.

use super::normalized::normalized;
use super::place::place;
use crate::error::cut;
use crate::json::Json;
use std::collections::BTreeMap;

const EMAIL: &str = "emailAddr";
const USERNAME: &str = "username";

/// The keys that no two users share, with the value that is compared (docs/workfront-facts.md#e-mail-and-username).
type Key = (&'static str, String);

/// The keys that steps give to people, with the row of the first person, and that of another one.
#[derive(Debug, Default)]
pub(super) struct NewKeys(BTreeMap<Key, (usize, Option<usize>)>);

impl NewKeys {
    /// Adds the keys that the person of a row gets.
    pub fn add(&mut self, row: usize, fields: &Json) {
        for key in keys_of(fields) {
            let known = self.0.entry(key).or_insert((row, None));
            if known.0 != row {
                known.1.get_or_insert(row);
            }
        }
    }

    /// Why the person of a row can't get these fields; `None` if nobody else gets one of their keys.
    pub fn problem(&self, row: usize, fields: &Json, people: &Json) -> Option<String> {
        keys_of(fields).into_iter().find_map(|key| {
            let &(first, second) = self.0.get(&key)?;
            let other = if first == row { second? } else { first };
            let (name, number) = place(&people.at(other), other);
            let (field, value) = key;
            Some(format!(
                "{field}: the person in {name} {number} would get '{}' too, and Workfront keeps it unique. Correct one of them.",
                cut(&value)
            ))
        })
    }
}

/// The fields of a user's step, with the username that changes with the address: if both were equal, and the step doesn't name another
/// one (docs/workfront-facts.md#e-mail-and-username).
pub(super) fn with_username(after: &Json, user: &Json) -> Json {
    let key = |fields: &Json, field| normalized(&fields.str_or_default(field)).into_owned();
    let mut fields = after.shallow_clone();
    if after.has(EMAIL) && !after.has(USERNAME) && key(user, EMAIL) == key(user, USERNAME) {
        fields.insert(USERNAME, after.get_or_null(EMAIL));
    }
    fields
}

fn keys_of(fields: &Json) -> Vec<Key> {
    let mut keys = Vec::new();
    for field in [EMAIL, USERNAME] {
        let value = fields.str_or_default(field);
        let value = normalized(&value);
        if !value.is_empty() {
            keys.push((field, value.into_owned()));
        }
    }
    keys
}
