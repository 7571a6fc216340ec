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

/// A field that was changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FieldChange"))]
pub struct Change {
    /// The field's name.
    pub field: String,
    /// What it was; null where it was empty, or couldn't be read.
    pub before: Json,
    /// What it is now; of a collection, the rows that were sent.
    pub after: Json,
}

/// What is to be sent, and what that changes.
#[derive(Debug)]
pub struct Difference {
    /// The body of the update; empty where nothing differs.
    pub body: Json,
    /// What it changes.
    pub changes: Vec<Change>,
}

const PASSWORD: &str =
    "The password was left alone: the person is there already, and a password can't be compared.";

fn kind_of(key: &str) -> Option<FieldKind> {
    field(key).map(|field| field.kind)
}

/// What differs between the wanted user and the present one. Being active is left to approval and reactivation.
pub fn difference(
    wanted: &Json,
    present: &Json,
    settings: &Settings,
    notes: &mut Notes,
) -> Difference {
    let mut found = Difference {
        body: Json::object(),
        changes: Vec::new(),
    };
    for (key, value) in wanted.entries() {
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
                "'{key}' can't be compared with what is there: it was sent as it is, and is sent again each time."
            ));
            found.add(&key, Json::null(), value);
        }
    }
    found
}

impl Difference {
    /// Adds a field to what is sent.
    pub fn add(&mut self, key: &str, before: Json, value: Json) {
        self.body.insert(key, &value);
        self.changes.push(change(key, before, value));
    }

    fn add_custom(&mut self, wanted: &Json, present: &Json) {
        let mut body = Json::object();
        for key in &wanted.keys() {
            let value = wanted.get_or_null(key);
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

/// What creating a user changed: everything that was given, but the password is nobody's to read.
pub fn changes_of_new(wanted: &Json) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, value) in wanted.entries() {
        if key != "password" {
            changes.push(change(&key, Json::null(), value));
        }
    }
    changes
}

/// The changes that Workfront shows, told with its values. What it accepted and didn't do becomes a note.
pub fn kept(changes: Vec<Change>, user: &Json, notes: &mut Notes) -> Vec<Change> {
    let mut kept = Vec::new();
    for mut change in changes {
        if let Some(shown) = value_of(user, &change.field).filter(|_| is_comparable(&change.field))
        {
            let kind = kind_of(&change.field);
            let taken = same(kind, &change.after, &shown);
            if !taken && same(kind, &change.before, &shown) {
                notes.add(&not_taken(&change.field));
                continue;
            }
            change.after = shown;
        }
        kept.push(change);
    }
    kept
}

fn not_taken(field: &str) -> String {
    if field == "emailAddr" {
        return "The e-mail address was not taken over: in organizations of the Adobe Admin Console it is changed there.".to_owned();
    }
    format!("Workfront accepted the change of '{field}' and still shows the value from before.")
}
