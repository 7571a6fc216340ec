//! The fields that an event changed, and the meaning of the changes.

use super::EventType;
use crate::json::{Json, Kind};
use serde::Serialize;
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
    for (name, old, new) in pairs(before, after) {
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

/// Each field of either state with its values: in the order of the newer state, then fields that only the older one has.
fn pairs(before: &Json, after: &Json) -> Vec<(String, Json, Json)> {
    let (old, new) = (before.entries(), after.entries());
    if old
        .iter()
        .map(|(name, _)| name)
        .eq(new.iter().map(|(name, _)| name))
    {
        // Workfront sends both states with the same fields. Reading them one by one would cost a crossing each.
        let both = old.into_iter().zip(new);
        return both
            .map(|((name, old), (_, new))| (name, old, new))
            .collect();
    }
    let mut names = after.keys();
    names.extend(before.keys().into_iter().filter(|name| !after.has(name)));
    let value = |state: &Json, name: &str| state.get(name).unwrap_or_else(Json::null);
    names
        .into_iter()
        .map(|name| {
            let (old, new) = (value(before, &name), value(after, &name));
            (name, old, new)
        })
        .collect()
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
