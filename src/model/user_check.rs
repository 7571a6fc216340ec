//! Checks the fields of a user that is to be written.

use super::field_path::misspelled;
use super::known_fields::Owner;
use super::user::field;
use crate::error::cut;
use crate::input::{Problems, join};
use crate::json::Json;

/// The rules for the fields of a user that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The path of the user's fields in the input; empty where they are at its root.
    pub path: &'a str,
    /// The required fields.
    pub required: &'static [&'static str],
    /// `true`: no password; `false`: a password is required on create; absent: either.
    pub sso: Option<bool>,
    /// Whether unknown fields are accepted even if their names are almost known ones.
    pub allow_unknown: bool,
    /// The other properties of the input, which aren't fields of the user.
    pub settings: &'static [&'static str],
}

/// Checks every field of a user that is to be written.
pub fn check(user: &[(String, Json)], rules: Rules<'_>, problems: &mut Problems) {
    let mut missing_fields = Vec::new();
    for name in rules.required {
        let missing = |name: &str| {
            let field = user.iter().find(|(key, _)| key == name);
            field.is_none_or(|(_, value)| match value.as_str() {
                Some(text) => text.trim().is_empty(),
                None => value.is_null(),
            })
        };
        // `accessLevel` can be set instead of `accessLevelID`.
        if missing(name) && name.strip_suffix("ID").is_none_or(missing) {
            let problem = match name.strip_suffix("ID") {
                Some(by_name) => format!("is required (or {by_name}, its name)"),
                None => "is required".to_owned(),
            };
            problems.add(&join(rules.path, name), problem);
            missing_fields.push(*name);
        }
    }
    for (key, value) in user {
        if !missing_fields.contains(&key.as_str()) {
            check_field(key, value, rules, problems);
        }
    }
}

fn check_field(key: &str, value: &Json, rules: Rules<'_>, problems: &mut Problems) {
    let path = &join(rules.path, key);
    if let Some(label) = key.strip_prefix("DE:") {
        if label.trim().is_empty() {
            problems.add(path, "needs the custom field's label after 'DE:'");
        }
        return;
    }
    match field(key) {
        Some(field) if field.name == "password" && rules.sso == Some(true) => {
            problems.add(
                path,
                "must be left out: users of this connection sign in through SSO",
            );
        }
        Some(field) => field.check(value, path, problems),
        None if rules.allow_unknown => {}
        None => check_unknown(key, path, rules.settings, problems),
    }
}

/// Refuses a name that is almost a known one. Others are Workfront's to refuse: it adds fields.
pub fn check_unknown(name: &str, path: &str, settings: &[&'static str], problems: &mut Problems) {
    if Owner::User.field(name).is_some() {
        return;
    }
    let mut known = Owner::User.names();
    known.extend(settings);
    if let Some(meant) = misspelled(name, &known) {
        let name = cut(name);
        problems.add(
            path,
            format!("'{name}' is not a field of a user; did you mean '{meant}'?"),
        );
    }
}
