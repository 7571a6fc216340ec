//! Those who report to leavers: they get a new manager only if their manager leaves.

use crate::json::Json;
use crate::model::Id;
use crate::services::plans::{Draft, Retained};
use std::collections::{BTreeMap, BTreeSet};

/// Lets the steps of those who report to leavers depend on the leaver's own step. Steps of reports whose manager doesn't leave,
/// because somebody holds the manager back, are left out with a warning; those whose manager has left already stay.
pub(super) fn depend_on_leavers(leavers: &BTreeSet<String>, draft: &mut Draft) {
    let is_leaver = |id: &String| leavers.contains(id);
    let mut leaving = BTreeMap::new();
    for step in draft.steps.items() {
        if let Some(id) = key_of(&step, "ID").filter(is_leaver) {
            leaving.insert(id, step.str_or_default("id"));
        }
    }
    let mut has_left = BTreeSet::new();
    for person in draft.unchanged.items() {
        has_left.extend(key_of(&person, "ID").filter(is_leaver));
    }
    let mut kept = 0;
    draft.retain(&mut |step| {
        if key_of(step, "ID").is_some_and(|id| leavers.contains(&id)) {
            return Retained::Yes;
        }
        let manager = key_of(&step.get_or_null("before"), "managerID").unwrap_or_default();
        match leaving.get(&manager) {
            Some(id) => Retained::DependingOn(id.clone()),
            None if has_left.contains(&manager) => Retained::Yes,
            None => {
                kept += usize::from(leavers.contains(&manager));
                Retained::No
            }
        }
    });
    match kept {
        0 => {}
        1 => draft.warn("1 person keeps their manager, because the manager is held back."),
        _ => draft.warn(&format!(
            "{kept} people keep their manager, because the manager is held back."
        )),
    }
}

/// IDs are compared without regard to case.
pub(super) fn key(id: &Id) -> String {
    id.as_str().to_ascii_lowercase()
}

fn key_of(object: &Json, field: &str) -> Option<String> {
    object.get_str(field).map(|id| id.to_ascii_lowercase())
}
