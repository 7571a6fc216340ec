//! The texts that identify a person: e-mail addresses, usernames, keys of your own, and full names.
//!
//! White space and byte order marks at their ends, which come from spreadsheets, are removed. Characters that can't be seen
//! are refused: Workfront would create or look for somebody else who looks the same.

use super::invisible::{code_point, first_in_key, first_in_name, trim};
use crate::input::with_value;
use crate::json::Json;

/// The fields of a user that identify the person and must not have characters that can't be seen.
const KEY_FIELDS: &[&str] = &["emailAddr", "username", "ssoUsername", "extRefID"];

/// The field that names another user by e-mail address or full name.
const PERSON_FIELD: &str = "manager";

/// The text without white space and byte order marks at its ends.
pub fn trimmed(text: &str) -> &str {
    trim(text)
}

/// Whether a user's field identifies a person, so that its value is trimmed before it is sent.
fn identifies(field: &str) -> bool {
    KEY_FIELDS.contains(&field) || field == PERSON_FIELD
}

/// What is wrong with an e-mail address that was trimmed; `None` if nothing is. The text completes a sentence about the field:
/// "must be …".
pub fn email_problem(email: &str) -> Option<String> {
    // Nearly all addresses: neither white space nor anything that can't be seen.
    let is_plain = email.bytes().all(|byte| byte.is_ascii_graphic());
    let invisible = if is_plain { None } else { key_problem(email) };
    if invisible.is_some() {
        return invisible;
    }
    let mut letters = email.chars();
    if !is_plain && let Some(space) = letters.find(|letter| letter.is_whitespace()) {
        let problem = format!(
            "must be one e-mail address without white space ({})",
            code_point(space)
        );
        return Some(with_value(&problem, email));
    }
    let is_address = email.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.is_empty()
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            // Several addresses, a name with an address, or a link. RFC 5322 has these characters only in quotes.
            && !email.contains([',', ';', ':', '<', '>'])
    });
    (!is_address).then(|| with_value("must be an e-mail address such as jane@example.com", email))
}

/// What is wrong with a username or another key of a person that was trimmed; `None` if nothing is.
pub fn key_problem(key: &str) -> Option<String> {
    first_in_key(key).map(|letter| invisible(letter, key))
}

/// What is wrong with an e-mail address or full name that was trimmed; `None` if nothing is.
pub fn handle_problem(handle: &str) -> Option<String> {
    if handle.contains('@') {
        return email_problem(handle);
    }
    if handle.is_empty() {
        return Some("must not be empty".to_owned());
    }
    first_in_name(handle).map(|letter| invisible(letter, handle))
}

/// What is wrong with the value of a user's field that identifies a person, besides its type; `None` if nothing is.
pub fn field_problem(field: &str, text: &str) -> Option<String> {
    match field {
        PERSON_FIELD => handle_problem(text),
        "emailAddr" => email_problem(text),
        _ if KEY_FIELDS.contains(&field) => key_problem(text),
        _ => None,
    }
}

/// The same user with trimmed keys, and its fields. Without white space at the ends of a key it is the value itself.
pub fn with_trimmed_keys(user: &Json) -> (Json, Vec<(String, Json)>) {
    let mut fields = user.entries();
    let mut is_changed = false;
    for (key, value) in &mut fields {
        if identifies(key)
            && let Some(text) = value.as_str()
            && trim(&text).len() < text.len()
        {
            *value = trim(&text).into();
            is_changed = true;
        }
    }
    if !is_changed {
        return (user.clone(), fields);
    }
    let mut changed = Json::object();
    for (key, value) in &fields {
        changed.insert(key, value);
    }
    (changed, fields)
}

fn invisible(letter: char, text: &str) -> String {
    let problem = format!(
        "must not have {}, a character that can't be seen,; type it again instead of pasting it",
        code_point(letter)
    );
    with_value(&problem, text)
}
