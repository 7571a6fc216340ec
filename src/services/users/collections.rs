use crate::json::Json;
use serde::Deserialize;

/// What happens to the groups, teams and roles of a user that a change doesn't list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Collections {
    /// They are removed: Workfront replaces a whole collection.
    Replace,
    /// They stay: they are read first and sent too.
    Merge,
}

/// The collections that can be merged: the field that identifies a row, and another field that is sent too.
pub(crate) const MERGED: &[(&str, &str, &str)] = &[
    ("userGroups", "groupID", "isOwner"),
    ("userRoles", "roleID", "timePercentage"),
    ("teams", "ID", ""),
    ("objectCategories", "categoryID", ""),
    ("resourcePools", "ID", ""),
    ("hourTypes", "ID", ""),
    ("directReports", "ID", ""),
];

/// The fields to read before the collections of these changes can be merged.
pub fn fields_to_merge(changes: &Json) -> Vec<String> {
    let mut fields = Vec::new();
    for (name, key, more) in MERGED {
        if changes.get_or_null(name).is_array() {
            add_row_fields(name, key, more, &mut fields);
        }
    }
    fields
}

/// The same changes, where each collection begins with the user's present rows. A new row replaces the present row of the
/// same group, team or role.
pub fn merged(present: &Json, changes: &Json) -> Json {
    let mut merged = changes.shallow_clone();
    for (name, key, more) in MERGED {
        let new = changes.get_or_null(name);
        if new.is_array()
            && let Some(rows) = present.get(name)
        {
            merged.insert(name, merge_rows(&rows, &new, key, more));
        }
    }
    merged
}

/// Adds the fields to read of a collection's rows.
pub(crate) fn add_row_fields(collection: &str, key: &str, more: &str, fields: &mut Vec<String>) {
    for &field in &[key, more] {
        if !field.is_empty() {
            fields.push(format!("{collection}:{field}"));
        }
    }
}

/// The fields of a row that are sent: the identifying field, and the other one if the row has it.
pub(crate) fn row_to_send(row: &Json, key: &str, more: &str) -> Json {
    let mut sent = Json::object();
    sent.insert(key, row.get_or_null(key));
    let value = row.get_or_null(more);
    if !value.is_null() {
        sent.insert(more, value);
    }
    sent
}

/// The value of a user's field as it is written: the rows of a collection without what is only read.
#[cfg(feature = "plans")]
pub(crate) fn writable(field: &str, shown: &Json) -> Json {
    match MERGED.iter().find(|(name, ..)| *name == field) {
        Some((_, key, more)) if shown.is_array() => {
            Json::array_of(shown.items().map(|row| match row.is_object() {
                true => row_to_send(&row, key, more),
                false => row,
            }))
        }
        _ => shown.clone(),
    }
}

/// The collections that always have a row for another field of the user (docs/workfront-facts.md#memberships): the field that
/// identifies a row, and the other field.
#[cfg(feature = "plans")]
const HOMES: &[(&str, &str, &str)] = &[
    ("userGroups", "groupID", "homeGroupID"),
    ("teams", "ID", "homeTeamID"),
];

/// The rows of a collection with the home group or home team, which Workfront keeps even if a write doesn't have it: without it
/// the rows would never be as desired.
#[cfg(feature = "plans")]
pub(crate) fn with_home(collection: &str, rows: Json, desired: &Json, user: &Json) -> Json {
    let Some((_, key, field)) = HOMES.iter().find(|(name, ..)| *name == collection) else {
        return rows;
    };
    let home = desired.get_str(field).or_else(|| user.get_str(field));
    let Some(home) = home.filter(|home| !home.is_empty() && rows.is_array()) else {
        return rows;
    };
    let is_home = |row: Json| row.as_str().or_else(|| row.get_str(key)).as_ref() == Some(&home);
    if rows.items().any(is_home) {
        return rows;
    }
    let mut all = Json::array_of(rows.items());
    all.push(Json::object_of(&[(key, home.as_str().into())]));
    all
}

/// The desired fields, where each collection has the row of the home group or home team.
#[cfg(feature = "plans")]
pub(crate) fn with_homes(desired: &Json, user: &Json) -> Json {
    let mut all = None;
    for (name, ..) in HOMES {
        if let Some(rows) = desired.get_non_null(name) {
            let fields = all.get_or_insert_with(|| desired.shallow_clone());
            fields.insert(name, with_home(name, rows, desired, user));
        }
    }
    all.unwrap_or_else(|| desired.clone())
}

fn merge_rows(present: &Json, new: &Json, key: &str, more: &str) -> Json {
    let mut replaced = Vec::new();
    for row in new.items() {
        replaced.push(row.get_str(key));
    }
    let mut rows = Json::array();
    for row in present.items() {
        let id = row.get_str(key);
        if id.is_some() && !replaced.contains(&id) {
            rows.push(row_to_send(&row, key, more));
        }
    }
    for row in new.items() {
        rows.push(row);
    }
    rows
}
