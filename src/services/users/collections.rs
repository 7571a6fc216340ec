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
        let (rows, new) = (present.get(name), changes.get_or_null(name));
        if let Some(rows) = rows.filter(|_| new.is_array()) {
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
