//! What the data of a response proves.

use super::comparison::compare;
use super::identity::{IDENTITY, is_somebody_else, shows_identity};
use super::outcome::Proof;
use crate::json::{Json, Kind};

/// Whether a value that Workfront gave is the object with this ID, and no error beside it.
pub fn is_object_with_id(value: &Json, id: &str) -> bool {
    value.is_object()
        && !value.has("error")
        && value
            .get_str("ID")
            .is_some_and(|own| own.eq_ignore_ascii_case(id))
}

/// Whether Workfront says no more than that it took the write (docs/workfront-facts.md#response-shapes).
pub fn is_acceptance(data: &Json) -> bool {
    data.get_bool("success") == Some(true) && !data.has("ID") && !data.has("error")
}

/// What the data of a response to an update proves.
pub fn of_update(data: &Json, id: &str, changes: &Json) -> Proof {
    if is_acceptance(data) {
        return Proof::Accepted;
    }
    if !is_object_with_id(data, id) {
        return Proof::Nothing;
    }
    let state = compare(data, changes);
    // Without anything to compare, that it names the object is all that a response can show.
    if state.differing.is_empty() && (!state.same.is_empty() || state.unread.is_empty()) {
        return Proof::Done;
    }
    // Workfront took it, and shows the object with another value, or without the fields.
    Proof::Accepted
}

/// What the data of a response to an update of an object other than a user proves, whose fields aren't known here.
pub fn of_object_update(data: &Json, id: &str) -> Proof {
    if is_acceptance(data) {
        Proof::Accepted
    } else if is_object_with_id(data, id) {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a read proves: the object with this ID or, for a search and the like, anything.
pub fn of_read(data: &Json, id: Option<&str>) -> Proof {
    let is_answer = match (of_call(data), id) {
        (_, Some(id)) => is_object_with_id(data, id),
        // An empty list is what a search gives that finds nobody.
        (Proof::Nothing, None) => data.is_array(),
        (_, None) => true,
    };
    if is_answer {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a creation proves: a new ID, and a key that was asked for. Without any key that is shown,
/// the ID is a place to look.
pub fn of_create(data: &Json, wanted: &Json) -> Proof {
    let has_id = data.is_object() && data.get_str("ID").is_some_and(|id| !id.is_empty());
    if !has_id || data.has("error") || is_somebody_else(data, wanted) {
        return Proof::Nothing;
    }
    let mut asked = IDENTITY.iter().filter(|name| wanted.has(name)).peekable();
    if asked.peek().is_none() || asked.any(|name| data.has(name)) {
        Proof::Done
    } else {
        Proof::Accepted
    }
}

/// What the data of a response to the creation of one user among others proves: as [`of_create`], and the address or
/// reference must show.
pub fn of_user_create(data: &Json, wanted: &Json) -> Proof {
    match shows_identity(data, wanted) {
        true => of_create(data, wanted),
        false => Proof::Nothing,
    }
}

/// What the data of a response to a deletion proves.
pub fn of_delete(data: &Json) -> Proof {
    if is_acceptance(data) {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a call proves whose effect isn't known.
pub fn of_call(data: &Json) -> Proof {
    let is_empty = match data.kind() {
        Kind::Null => true,
        Kind::Array => data.is_empty(),
        Kind::Object => data.keys().is_empty(),
        Kind::String => data.str_is_blank(),
        _ => false,
    };
    let has_error = data.get_non_null("error").is_some();
    if is_empty || has_error || data.get_bool("success") == Some(false) {
        Proof::Nothing
    } else {
        Proof::Accepted
    }
}
