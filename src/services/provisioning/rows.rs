use crate::json::Json;
use crate::model::compare::same;
use crate::services::users::{Collections, MERGED, kept_row};

/// What tells the rows of a collection apart, and what else of a row is read.
pub(super) fn key_of(collection: &str) -> Option<(&'static str, &'static str)> {
    let found = MERGED.iter().find(|(name, ..)| *name == collection)?;
    Some((found.1, found.2))
}

/// The rows to send, where those there are differ from the wanted ones. A row keeps what isn't wanted otherwise.
pub(super) fn to_send(
    (key, more): (&str, &str),
    wanted: &Json,
    present: &Json,
    collections: Collections,
) -> Option<Json> {
    let mut named = Vec::new();
    for row in wanted.items() {
        let row = as_object(row, key);
        named.push((row.str_or_default(key), row));
    }
    let mut rows = Json::array();
    let mut differs = false;
    let mut there = Vec::new();
    for row in present.items() {
        let Some(id) = row.get_str(key) else {
            continue;
        };
        let change = named.iter().find(|(known, _)| *known == id);
        there.push(id);
        if change.is_none() && collections == Collections::Replace {
            differs = true;
            continue;
        }
        let mut kept = kept_row(&row, key, more);
        if let Some((_, change)) = change {
            differs |= overlay(&mut kept, change);
        }
        rows.push(kept);
    }
    for (id, row) in named {
        if !there.contains(&id) {
            differs = true;
            there.push(id);
            rows.push(row);
        }
    }
    differs.then_some(rows)
}

/// Puts what is wanted of a row over what it has, and tells whether that changed anything.
fn overlay(kept: &mut Json, wanted: &Json) -> bool {
    let mut differs = false;
    for name in &wanted.keys() {
        let value = wanted.get_or_null(name);
        let before = kept.get_or_null(name);
        // A flag that Workfront doesn't show is off.
        let is_off = before.is_null() && value.as_bool() == Some(false);
        if !is_off && !same(None, &value, &before) {
            differs = true;
            kept.insert(name, &value);
        }
    }
    differs
}

/// A row may be written as its ID alone.
fn as_object(row: Json, key: &str) -> Json {
    match row.as_str() {
        Some(id) => Json::object_of(&[(key, id.as_str().into())]),
        None => row,
    }
}
