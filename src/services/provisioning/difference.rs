use super::rows::{key_of, to_send};
use super::{Notes, Settings};
use crate::json::Json;
use crate::model::{
    FieldKind,
    compare::{same, value_of},
    user::field,
};
use crate::protocol::evidence::is_comparable;
use serde::Serialize;

/// A changed field.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FieldChange"))]
pub struct Change {
    /// The field's name.
    pub field: String,
    /// The value before; null if it was empty or can't be read.
    pub before: Json,
    /// The value after the change; for a collection the rows that were sent.
    pub after: Json,
}

/// The update to send, and what it changes.
#[derive(Debug)]
pub struct Difference {
    /// The body of the update; empty if nothing differs.
    pub body: Json,
    /// The changed fields.
    pub changes: Vec<Change>,
}

const PASSWORD: &str =
    "The password was not changed: the user exists already, and a password can't be compared.";

fn kind_of(key: &str) -> Option<FieldKind> {
    field(key).map(|field| field.kind)
}

/// What differs between the desired user and the present one. `isActive: true` is left to approval and reactivation.
pub fn difference(
    desired: &Json,
    present: &Json,
    settings: &Settings,
    notes: &mut Notes,
) -> Difference {
    let mut found = Difference {
        body: Json::object(),
        changes: Vec::new(),
    };
    for (key, value) in desired.entries() {
        let before = value_of(present, &key).unwrap_or_else(Json::null);
        if key == "isActive" && value.as_bool() != Some(false) {
            continue;
        }
        if key == "password" {
            notes.add(PASSWORD);
        } else if key == "parameterValues" && value.is_object() {
            found.add_custom(&value, present);
        } else if is_comparable(&key) {
            if !same(kind_of(&key), &value, &before) {
                found.add(&key, before, value);
            }
        } else if let Some(row_key) = key_of(&key) {
            if value.is_null() {
                if !before.is_empty() {
                    found.add(&key, before, value);
                }
            } else if let Some(rows) = to_send(row_key, &value, &before, settings.collections) {
                found.add(&key, before, rows);
            }
        } else {
            notes.add(&format!(
                "'{key}' can't be compared with its present value: every run sends it again."
            ));
            found.add(&key, Json::null(), value);
        }
    }
    found
}

impl Difference {
    /// Adds a field to the update.
    pub fn add(&mut self, key: &str, before: Json, value: Json) {
        self.body.insert(key, &value);
        self.changes.push(change(key, before, value));
    }

    fn add_custom(&mut self, desired: &Json, present: &Json) {
        let mut body = Json::object();
        for key in &desired.keys() {
            let value = desired.get_or_null(key);
            let before = value_of(present, key).unwrap_or_else(Json::null);
            if !same(None, &value, &before) {
                body.insert(key, &value);
                self.changes.push(change(key, before, value));
            }
        }
        if !body.keys().is_empty() {
            self.body.insert("parameterValues", body);
        }
    }
}

fn change(field: &str, before: Json, after: Json) -> Change {
    Change {
        field: field.to_owned(),
        before,
        after,
    }
}

/// The changes of a creation: all fields of the input except the password.
pub fn changes_of_new(desired: &Json) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, value) in desired.entries() {
        if key != "password" {
            changes.push(change(&key, Json::null(), value));
        }
    }
    changes
}

/// The changes that Workfront shows, with its values. A change that it accepted but didn't make becomes a remark.
pub fn confirmed_changes(changes: Vec<Change>, user: &Json, notes: &mut Notes) -> Vec<Change> {
    let mut confirmed = Vec::new();
    for mut change in changes {
        if let Some(shown) = value_of(user, &change.field).filter(|_| is_comparable(&change.field))
        {
            let kind = kind_of(&change.field);
            let is_done = same(kind, &change.after, &shown);
            if !is_done && same(kind, &change.before, &shown) {
                notes.add(&not_done(&change.field));
                continue;
            }
            change.after = shown;
        }
        confirmed.push(change);
    }
    confirmed
}

fn not_done(field: &str) -> String {
    if field == "emailAddr" {
        return "The e-mail address was not changed: organizations that use the Adobe Admin Console change it there.".to_owned();
    }
    format!("Workfront accepted the change of '{field}' but still returns the old value.")
}
