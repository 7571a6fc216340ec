//! What the data of a response proves.

use super::comparison::compare;
use super::identity::{is_other_user, shows_identity};
use super::outcome::Proof;
use crate::json::{Json, Kind};
use crate::protocol::user_keys::UNIQUE_KEYS;

/// Whether Workfront's data is the object with this ID, without an error in it.
pub fn is_object_with_id(value: &Json, id: &str) -> bool {
    value.is_object()
        && !value.has("error")
        && value
            .get_str("ID")
            .is_some_and(|own| own.eq_ignore_ascii_case(id))
}

/// Whether Workfront says only that it accepted the write (docs/workfront-facts.md#response-shapes).
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
    // Without anything to compare, the ID is all that a response can show.
    if state.differing.is_empty() && (!state.same.is_empty() || state.unread.is_empty()) {
        return Proof::Done;
    }
    // Workfront accepted it and shows the object with another value or without the fields.
    Proof::Accepted
}

/// What the data of a response to an update of another object than a user proves. Its fields aren't known here.
pub fn of_object_update(data: &Json, id: &str) -> Proof {
    if is_acceptance(data) {
        Proof::Accepted
    } else if is_object_with_id(data, id) {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a read proves. With an ID it must be that object; without (a search), any data counts.
pub fn of_read(data: &Json, id: Option<&str>) -> Proof {
    let is_result = match (of_call(data), id) {
        (_, Some(id)) => is_object_with_id(data, id),
        // A search without results returns an empty array.
        (Proof::Nothing, None) => data.is_array(),
        (_, None) => true,
    };
    if is_result {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a creation proves: it must show a new ID and a key that was sent. An ID alone is only
/// accepted.
pub fn of_create(data: &Json, desired: &Json) -> Proof {
    let has_id = data.is_object() && data.get_str("ID").is_some_and(|id| !id.is_empty());
    if !has_id || data.has("error") || is_other_user(data, desired) {
        return Proof::Nothing;
    }
    let names = UNIQUE_KEYS.iter().map(|key| key.field);
    let mut sent = names.filter(|name| desired.has(name)).peekable();
    if sent.peek().is_none() || sent.any(|name| data.has(name)) {
        Proof::Done
    } else {
        Proof::Accepted
    }
}

/// What the data of a response to several creations proves about one user: as [`of_create`], and it must show the e-mail
/// address or reference.
pub fn of_user_create(data: &Json, desired: &Json) -> Proof {
    match shows_identity(data, desired) {
        true => of_create(data, desired),
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

/// What the data of a response to an action whose result nothing else shows proves: it must have the form of such a response
/// (docs/workfront-facts.md#response-shapes), and be about no object.
pub fn of_action(data: &Json) -> Proof {
    let is_result = data
        .get("result")
        .is_some_and(|result| result.as_bool() != Some(false))
        && !data.has("ID")
        && !data.has("error")
        && data.get_bool("success") != Some(false);
    match is_acceptance(data) || is_result {
        true => Proof::Done,
        false => Proof::Nothing,
    }
}

/// What the data of a response to a call of unknown effect proves.
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
