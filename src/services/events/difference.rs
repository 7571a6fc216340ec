//! The fields that an event changed, and the meaning of the changes.

use super::EventType;
use crate::json::{Json, Kind};
use serde::Serialize;
use std::collections::BTreeMap;
use strum::VariantArray;

/// A changed field.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The field; a custom one as 'DE:<name>'.
    pub field: String,
    /// The value before; null if there was none.
    pub before: Json,
    /// The value after; null if there is none.
    pub after: Json,
}

/// The meaning of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[derive(VariantArray)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Transition {
    /// The user was created.
    Created,
    /// The user was deleted.
    Deleted,
    /// The account was deactivated.
    Deactivated,
    /// The account was activated again (or for the first time).
    Reactivated,
    /// Another access level.
    AccessLevelChanged,
    /// Another e-mail address.
    EmailChanged,
    /// Another name.
    Renamed,
    /// Another home group.
    HomeGroupChanged,
    /// Another home team.
    HomeTeamChanged,
    /// Another company.
    CompanyChanged,
    /// Another manager.
    ManagerChanged,
    /// Other job roles, or another primary one.
    RolesChanged,
    /// Another schedule.
    ScheduleChanged,
    /// Custom fields have other values.
    CustomFieldsChanged,
    /// The user has logged in. Most receivers skip an event with this transition alone.
    LoggedIn,
}

/// The fields that differ, in the order of the newer state. A field that is absent from a state counts as null there:
/// Workfront leaves empty custom fields out (docs/workfront-facts.md#event-bodies).
pub fn changes(before: &Json, after: &Json) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", before, after, &mut changes);
    changes
}

fn compare(prefix: &str, before: &Json, after: &Json, changes: &mut Vec<Change>) {
    for (name, old, new) in pairs(before.entries(), after.entries()) {
        if name == "parameterValues" && prefix.is_empty() {
            compare("DE:", &old, &new, changes);
        } else if !same(&old, &new) {
            let name = name.strip_prefix("DE:").unwrap_or(&name);
            changes.push(Change {
                field: format!("{prefix}{name}"),
                before: old,
                after: new,
            });
        }
    }
}

type Entries = Vec<(String, Json)>;

/// Each field of either state with its values: in the order of the newer state, then fields that only the older one has.
fn pairs(before: Entries, after: Entries) -> Vec<(String, Json, Json)> {
    let has_same_fields =
        before.len() == after.len() && before.iter().zip(&after).all(|(old, new)| old.0 == new.0);
    if has_same_fields {
        // The usual case: Workfront sends both states with the same fields in the same order.
        let both = before.into_iter().zip(after);
        return both
            .map(|((name, old), (_, new))| (name, old, new))
            .collect();
    }
    let indexed = before.into_iter().enumerate();
    let mut left: BTreeMap<String, (usize, Json)> = indexed
        .map(|(index, (name, old))| (name, (index, old)))
        .collect();
    let mut pairs: Vec<_> = after
        .into_iter()
        .map(|(name, new)| {
            let old = left.remove(&name).map_or_else(Json::null, |(_, old)| old);
            (name, old, new)
        })
        .collect();
    let mut removed: Vec<_> = left.into_iter().collect();
    removed.sort_by_key(|(_, (index, _))| *index);
    let removed = removed.into_iter();
    pairs.extend(removed.map(|(name, (_, old))| (name, old, Json::null())));
    pairs
}

fn same(a: &Json, b: &Json) -> bool {
    // Most fields are equal values: one comparison, before their kinds are read.
    if a == b {
        return true;
    }
    let kind = a.kind();
    if kind != b.kind() {
        return false;
    }
    match kind {
        // null and undefined count as equal.
        Kind::Null => true,
        Kind::Array => {
            a.len() == b.len() && (0..a.len()).all(|index| same(&a.at(index), &b.at(index)))
        }
        Kind::Object => {
            let keys = a.keys();
            let is_same = |key: &String| match (a.get(key), b.get(key)) {
                (Some(a), Some(b)) => same(&a, &b),
                _ => false,
            };
            keys.len() == b.keys().len() && keys.iter().all(is_same)
        }
        _ => false,
    }
}

/// The meaning of a change of each field, except `isActive` and custom fields.
const MEANINGS: &[(&str, Transition)] = &[
    ("accessLevelID", Transition::AccessLevelChanged),
    ("emailAddr", Transition::EmailChanged),
    ("name", Transition::Renamed),
    ("homeGroupID", Transition::HomeGroupChanged),
    ("homeTeamID", Transition::HomeTeamChanged),
    ("companyID", Transition::CompanyChanged),
    ("managerID", Transition::ManagerChanged),
    ("roleID", Transition::RolesChanged),
    ("userRoles", Transition::RolesChanged),
    ("scheduleID", Transition::ScheduleChanged),
    ("lastLoginDate", Transition::LoggedIn),
];

/// The meaning of an event of a user.
pub fn transitions(event: EventType, changes: &[Change]) -> Vec<Transition> {
    match event {
        EventType::Create => return vec![Transition::Created],
        EventType::Delete => return vec![Transition::Deleted],
        EventType::Update => {}
    }
    let mut transitions: Vec<Transition> = Vec::new();
    for change in changes {
        let found = match change.field.as_str() {
            "isActive" => active(change),
            field if field.starts_with("DE:") => Some(Transition::CustomFieldsChanged),
            field => {
                let meaning = MEANINGS.iter().find(|(name, _)| *name == field);
                meaning.map(|(_, transition)| *transition)
            }
        };
        if let Some(found) = found.filter(|found| !transitions.contains(found)) {
            transitions.push(found);
        }
    }
    transitions
}

/// Whether `isActive` became true or false. Whether Workfront sends a boolean or a string is undocumented.
fn active(change: &Change) -> Option<Transition> {
    let now = &change.after;
    let is_true = now
        .as_bool()
        .or_else(|| Some(now.as_str()?.eq_ignore_ascii_case("true")))?;
    Some(match is_true {
        true => Transition::Reactivated,
        false => Transition::Deactivated,
    })
}
