//! Whether a user is still as a plan found them, and whether they are as it wants them.

use crate::json::Json;
use crate::model::compare::value_of;
use crate::services::provisioning::{Change, Notes, Settings, difference};
use crate::services::users::{Collections, writable};

/// The fields of these objects that a user has with another value. A field that Workfront doesn't show differs.
fn differing(fields: &Json, user: &Json) -> Vec<Change> {
    let settings = Settings::comparing(Collections::Replace);
    let mut changes = difference(fields, user, &settings, &mut Notes::default()).changes;
    // The comparison leaves activation to its callers.
    if fields.get_bool("isActive") == Some(true) && user.get_bool("isActive") != Some(true) {
        changes.push(Change {
            field: "isActive".to_owned(),
            before: user.get_or_null("isActive"),
            after: true.into(),
        });
    }
    changes
}

/// The same, where rows of collections have only what is read of them: Workfront shows nothing else with which to compare them.
fn differing_as_read(fields: &Json, user: &Json) -> Vec<Change> {
    let changes = differing(fields, user);
    if !changes.iter().any(|change| change.before.is_array()) {
        return changes;
    }
    let mut read = fields.shallow_clone();
    for change in &changes {
        if let Some(rows) = fields.get(&change.field) {
            read.insert(&change.field, writable(&change.field, &rows));
        }
    }
    differing(&read, user)
}

/// Whether the user has all of these values, as far as Workfront shows.
pub(super) fn is_so(after: &Json, user: &Json) -> bool {
    differing(after, user).is_empty()
}

/// The fields that Workfront shows with other values than these.
pub(super) fn shown_otherwise(after: &Json, user: &Json) -> Vec<String> {
    let mut names = Vec::new();
    for change in differing_as_read(after, user) {
        if value_of(user, &change.field).is_some() {
            names.push(change.field);
        }
    }
    names
}

/// What was changed since a plan was made: `{ field, planned, present }` for each field. Empty if nothing was.
pub(super) fn drift(before: &Json, user: &Json) -> Json {
    let mut differences = Json::array();
    for change in differing_as_read(before, user) {
        let planned = before.get_or_null(&change.field);
        let present = writable(&change.field, &change.before);
        differences.push(entry(&change.field, planned, present));
    }
    differences
}

/// The drift of a user whom Workfront doesn't show any more.
pub(super) fn missing(id: &str) -> Json {
    Json::array_of([entry("ID", id.into(), Json::null())])
}

/// One difference.
pub(super) fn entry(field: &str, planned: Json, present: Json) -> Json {
    Json::object_of(&[
        ("field", field.into()),
        ("planned", planned),
        ("present", present),
    ])
}
