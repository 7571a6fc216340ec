//! What a step presupposes besides the values that it changes: `onlyIf` has fields of the user that must still have these values
//! when the plan is applied, such as the last login of a person whose seat is reclaimed because nobody uses it.

use super::drift::entry;
use crate::json::Json;
use crate::model::FieldKind;
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
        // Of a field that can't be written, the kind doesn't show that it is a date: Workfront may write the moment with another
        // offset later.
        let kind = field(&name).map(|field| field.kind);
        let kind = kind.filter(|&kind| kind != FieldKind::ReadOnly);
        let is_same = |present: &Json| same(kind, &planned, present);
        if !present.as_ref().is_some_and(is_same) {
            let present = present.unwrap_or_else(Json::null);
            differences.push(entry(&name, planned, present));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::changed;
    use crate::json::Json;

    #[test]
    fn a_moment_is_the_same_with_another_offset() {
        let user = |date: &str| Json::object_of(&[("lastLoginDate", date.into())]);
        let planned = user("2026-06-30T23:00:00:000-0500");
        assert!(changed(&planned, &user("2026-07-01T00:00:00:000-0400")).is_empty());
        assert_eq!(
            changed(&planned, &user("2026-07-01T00:00:00:000-0500")).len(),
            1
        );
        assert_eq!(changed(&planned, &Json::object()).len(), 1);
    }
}
