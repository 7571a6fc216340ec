//! Workfront's refusal of a field: the name, and whether the version or the spelling is to blame.

use crate::error::{Error, ErrorKind, cut};
use crate::input::nearest;
use crate::model::known_fields::Owner;

/// The ends of the messages before and after the name (docs/workfront-facts.md#error-messages).
const MESSAGES: &[(&str, &str)] = &[
    ("does not support field ", " "),
    ("field '", "' is not available on"),
    ("no such field: '", "'"),
];

const OTHER_VERSION: &str =
    "The pinned API version doesn't know this field: leave it out or choose another apiVersion.";

/// The same error as a problem with the field that Workfront's message names, if it names one.
pub(super) fn explained(error: Error) -> Error {
    let Some(message) = error.workfront_message.clone() else {
        return error;
    };
    let Some(name) = name_in(&message).filter(|name| *name != "*") else {
        return error;
    };
    let is_of_user = message.contains("(User)") || message.contains("RKUser");
    let hint = match Owner::User.field(name) {
        Some(_) => OTHER_VERSION.to_owned(),
        None if is_of_user => unknown(name),
        None => format!("Check the name '{}'. {OTHER_VERSION}", cut(name)),
    };
    let mut error = error.with_field(&cut(name)).with_hint(hint);
    // Any other status may mean more than the field.
    if matches!(error.status, Some(200..=299 | 400 | 404 | 410 | 422)) {
        error.kind = ErrorKind::Validation;
        error.retryable = false;
    }
    error
}

fn unknown(name: &str) -> String {
    let meant = match nearest(name, &Owner::User.names()) {
        Some(meant) => format!(" Did you mean '{meant}'?"),
        None => String::new(),
    };
    format!(
        "A user has no field '{}'.{meant} Check the name: upper and lower case matter, and custom fields begin with 'DE:'.",
        cut(name)
    )
}

fn name_in(message: &str) -> Option<&str> {
    MESSAGES.iter().find_map(|(before, after)| {
        let (_, rest) = message.split_once(before)?;
        let name = match rest.split_once(after) {
            Some((name, _)) => name,
            None if *after == " " => rest,
            None => return None,
        };
        (!name.is_empty()).then_some(name)
    })
}
