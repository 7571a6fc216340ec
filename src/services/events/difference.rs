//! What an event changed, field by field, and what that means.

use super::EventType;
use crate::json::{Json, Kind};
use serde::Serialize;
use strum::VariantArray;

/// A field that has another value than before.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The field; a custom one as 'DE:<name>'.
    pub field: String,
    /// Its value before; null where there was none.
    pub before: Json,
    /// Its value now; null where there is none.
    pub after: Json,
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[derive(VariantArray)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Transition {
    /// The user was made.
    Created,
    /// The user was deleted.
    Deleted,
    /// The account doesn't work any more.
    Deactivated,
    /// The account works again (or for the first time).
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
    /// The user has logged in: with nothing else, an event that most receivers skip.
    LoggedIn,
}

/// The fields that differ, in the order of their names in the newer state. A field that one of the states lacks is
/// empty there: custom ones are left out when they are (docs/workfront-facts.md#event-bodies).
pub fn changes(before: &Json, after: &Json) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", before, after, &mut changes);
    changes
}

fn compare(prefix: &str, before: &Json, after: &Json, changes: &mut Vec<Change>) {
    let mut names = after.keys();
    for name in before.keys() {
        if !after.has(&name) {
            names.push(name);
        }
    }
    for name in names {
        let value = |state: &Json| state.get(&name).unwrap_or_else(Json::null);
        let (old, new) = (value(before), value(after));
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

fn same(a: &Json, b: &Json) -> bool {
    let kind = a.kind();
    if kind != b.kind() {
        return false;
    }
    match kind {
        // null and undefined are the same here.
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
        _ => a == b,
    }
}

/// What a change of each field means, but for `isActive` and custom ones.
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

/// What an event of a user means.
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

/// Whether it became true or stopped being it. Workfront doesn't say whether it writes a text.
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
