use super::read_user;
use crate::api::{Client, Id};
use crate::error::Result;
use crate::input::text_enum;
use crate::json::Json;

text_enum! {
    /// What becomes of the groups, teams and roles that a user has and a change doesn't name.
    pub enum Collections {
        /// They go: Workfront replaces a collection as a whole.
        Replace = "replace",
        /// They stay: they are read first, and sent along.
        Merge = "merge",
    }
}

/// The collections that can be merged: the field that tells rows apart, and what else of a row is kept.
pub(crate) const MERGED: &[(&str, &str, &str)] = &[
    ("userGroups", "groupID", "isOwner"),
    ("userRoles", "roleID", "timePercentage"),
    ("teams", "ID", ""),
    ("objectCategories", "categoryID", ""),
    ("resourcePools", "ID", ""),
    ("hourTypes", "ID", ""),
    ("directReports", "ID", ""),
];

/// The same changes, with the rows that each collection has now put before the new ones; a row of the same group
/// (team, role …) gives way. Costs 1 request where there is a collection to merge.
///
/// # Errors
/// Reading the present rows failed; nothing was changed.
pub async fn merged(client: &Client, id: &Id, changes: Json) -> Result<Json> {
    let concerned: Vec<_> = MERGED
        .iter()
        .filter(|(name, ..)| changes.get(name).is_some_and(|rows| rows.is_array()))
        .collect();
    if concerned.is_empty() {
        return Ok(changes);
    }
    let mut fields = Vec::new();
    for (name, key, more) in &concerned {
        fields.push(format!("{name}:{key}"));
        if !more.is_empty() {
            fields.push(format!("{name}:{more}"));
        }
    }
    let present = read_user(client, id, &fields).await?;
    let mut merged = changes.copied();
    for (name, key, more) in concerned {
        let (Some(rows), Some(new)) = (present.get(name), changes.get(name)) else {
            continue;
        };
        merged.set(name, merge_rows(&rows, &new, key, more));
    }
    Ok(merged)
}

fn merge_rows(present: &Json, new: &Json, key: &str, more: &str) -> Json {
    let replaced: Vec<String> = new.items().filter_map(|row| row.text_at(key)).collect();
    let mut rows = Json::array();
    for row in present.items() {
        let Some(id) = row.text_at(key).filter(|id| !replaced.contains(id)) else {
            continue;
        };
        let mut kept = Json::object_of([(key, id.as_str().into())]);
        if let Some(value) = row.get(more).filter(|value| !value.is_null()) {
            kept.set(more, value);
        }
        rows.push(kept);
    }
    new.items().for_each(|row| rows.push(row));
    rows
}
