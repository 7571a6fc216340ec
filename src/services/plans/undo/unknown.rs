//! Creations of users of which nobody knows whether they were made.

use crate::json::Json;

/// What to do about such a step.
pub(super) fn message(step: &Json) -> String {
    let key = step.str_or_default("key");
    let key = crate::error::cut(&key);
    format!(
        "It is unknown whether the user was created: look in Workfront for one whose e-mail address, username or extRefID is '{key}', and deactivate the account there if it is not wanted."
    )
}
