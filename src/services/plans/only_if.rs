//! What a step presupposes besides the values that it changes: `onlyIf` has fields of the user that must still have these values
//! when the plan is applied, such as the last login of a person whose seat is reclaimed because nobody uses it.

use super::drift::entry;
use crate::json::Json;
use crate::model::compare::{same, value_of};
use crate::model::user::field;

/// The property of a step.
pub(super) const ONLY_IF: &str = "onlyIf";

/// The fields of `only_if` that have changed: `{ field, planned, present }` for each. A field that Workfront doesn't show has changed, because
/// nothing proves that it hasn't.
pub(super) fn changed(only_if: &Json, user: &Json) -> Vec<Json> {
    let mut differences = Vec::new();
    for (name, planned) in only_if.entries() {
        let present = value_of(user, &name);
        let kind = field(&name).map(|field| field.kind);
        let is_same = |present: &Json| same(kind, &planned, present);
        if !present.as_ref().is_some_and(is_same) {
            let present = present.unwrap_or_else(Json::null);
            differences.push(entry(&name, planned, present));
        }
    }
    differences
}
