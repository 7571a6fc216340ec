//! Workfront's refusal of a field: the name, and whether the version or the spelling is to blame.

use crate::error::{Error, ErrorKind, cut};
use crate::input::nearest;
use crate::model::known_fields::Owner;

/// The ends of the messages about a custom field, or about the value of any field, before and after the name.
const PARAMETER: (&str, &str) = ("Parameter with primary key value(s) \"", "\" not found");
const VALUE: (&str, &str) = ("Invalid Parameter: ", " value \"");

/// How the names of custom fields begin.
const CUSTOM: &str = "DE:";

/// The ends of the messages before and after the name (docs/workfront-facts.md#error-messages).
const MESSAGES: &[(&str, &str)] = &[
    ("does not support field ", " ("),
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
    if let Some(label) = between(&message, PARAMETER) {
        let hint = format!(
            "There is no custom field '{}', or none of the user's custom forms has it: check the name, in which upper and lower case matter. To write it, attach its form with categoryID.",
            cut(label)
        );
        return blaming(error, &format!("{CUSTOM}{label}"), hint);
    }
    if let Some(name) = between(&message, VALUE) {
        let hint = match name.strip_prefix(CUSTOM) {
            Some(label) => format!(
                "Check the value of the custom field '{}': its type, and its choices if it has any.",
                cut(label)
            ),
            None => error.hint.clone(),
        };
        return blaming(error, name, hint);
    }
    let Some(name) = name_in(&message).filter(|name| *name != "*") else {
        return error;
    };
    let is_of_user = message.contains("(User)") || message.contains("RKUser");
    let hint = match Owner::User.field(name) {
        Some(_) => OTHER_VERSION.to_owned(),
        None if is_of_user => unknown(name),
        None => format!("Check the name '{}'. {OTHER_VERSION}", cut(name)),
    };
    blaming(error, name, hint)
}

/// The error as a problem with this field.
fn blaming(error: Error, name: &str, hint: String) -> Error {
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
    let after_all = |ends: &(&'static str, &'static str)| {
        let (before, after) = *ends;
        between(message, (before, after)).or_else(|| {
            let (_, rest) = message.split_once(before).filter(|_| after == " ")?;
            (!rest.is_empty()).then_some(rest)
        })
    };
    MESSAGES.iter().find_map(after_all)
}

/// What stands between these two texts; `None` if nothing does.
fn between<'a>(message: &'a str, (before, after): (&str, &str)) -> Option<&'a str> {
    let (_, rest) = message.split_once(before)?;
    let (name, _) = rest.split_once(after)?;
    (!name.is_empty()).then_some(name)
}
