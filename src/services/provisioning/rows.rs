use crate::json::Json;
use crate::model::compare::same;
use crate::services::users::{Collections, MERGED, row_to_send};

/// The field that identifies the rows of a collection, and the other field of a row that is read.
pub(super) fn key_of(collection: &str) -> Option<(&'static str, &'static str)> {
    let found = MERGED.iter().find(|(name, ..)| *name == collection)?;
    Some((found.1, found.2))
}

/// The rows to send, if the present rows differ from the desired ones. Other properties of a row stay unchanged.
pub(super) fn to_send(
    (key, more): (&str, &str),
    desired: &Json,
    present: &Json,
    collections: Collections,
) -> Option<Json> {
    let mut named = Vec::new();
    for row in desired.items() {
        let row = as_object(row, key);
        named.push((row.str_or_default(key), row));
    }
    let mut rows = Json::array();
    let mut differs = false;
    let mut known = Vec::new();
    for row in present.items() {
        let Some(id) = row.get_str(key) else {
            continue;
        };
        let change = named.iter().find(|(name, _)| *name == id);
        known.push(id);
        if change.is_none() && collections == Collections::Replace {
            differs = true;
            continue;
        }
        let mut row = row_to_send(&row, key, more);
        if let Some((_, change)) = change {
            differs |= overlay(&mut row, change);
        }
        rows.push(row);
    }
    for (id, row) in named {
        if !known.contains(&id) {
            differs = true;
            known.push(id);
            rows.push(row);
        }
    }
    differs.then_some(rows)
}

/// Overwrites the properties of a row with the desired ones, and returns whether anything changed.
fn overlay(row: &mut Json, desired: &Json) -> bool {
    let mut differs = false;
    for name in &desired.keys() {
        let value = desired.get_or_null(name);
        let before = row.get_or_null(name);
        // A flag that Workfront doesn't return is false.
        let is_off = before.is_null() && value.as_bool() == Some(false);
        if !is_off && !same(None, &value, &before) {
            differs = true;
            row.insert(name, &value);
        }
    }
    differs
}

/// A row can be written as an object or as its ID alone.
fn as_object(row: Json, key: &str) -> Json {
    match row.as_str() {
        Some(id) => Json::object_of(&[(key, id.as_str().into())]),
        None => row,
    }
}
