//! Compares what Workfront shows of an object with what a write was to set.

use crate::json::{Json, Kind};
use crate::model::{
    FieldKind,
    compare::{same, value_of},
    user::field,
};

/// The fields that a write was to set, by what Workfront shows of them.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The fields with the new value.
    pub same: Vec<String>,
    /// The fields with another value.
    pub differing: Vec<String>,
    /// The fields that could be compared but aren't shown.
    pub unread: Vec<String>,
}

impl Comparison {
    /// Whether at least one field has the new value, and none has another.
    pub fn shows_write(&self) -> bool {
        self.differing.is_empty() && !self.same.is_empty()
    }
}

/// Compares a user with the fields that a write was to set. Passwords, collections and names of other objects can't be
/// compared.
pub fn compare(user: &Json, changes: &Json) -> Comparison {
    let mut found = Comparison::default();
    for (name, desired) in changes.entries() {
        if name == "parameterValues" && desired.is_object() {
            for (custom, desired) in desired.entries() {
                found.add(user, &custom, &desired);
            }
        } else if is_comparable(&name) {
            found.add(user, &name, &desired);
        }
    }
    found
}

/// Compares another object with the fields that a write was to set. Nested objects and collections can't be compared.
pub fn compare_object(object: &Json, changes: &Json) -> Comparison {
    let mut found = Comparison::default();
    for (name, desired) in changes.entries() {
        if is_plain(&desired) {
            found.add_as(None, object, &name, &desired);
        }
    }
    found
}

fn is_plain(value: &Json) -> bool {
    !matches!(value.kind(), Kind::Array | Kind::Object)
}

/// The fields of a user that [`compare`] reads.
pub fn comparable_fields(changes: &Json) -> Vec<String> {
    let mut fields = Vec::new();
    for (name, value) in changes.entries() {
        if name == "parameterValues" && value.is_object() {
            fields.extend(value.keys());
        } else if is_comparable(&name) {
            fields.push(name);
        }
    }
    fields
}

/// The fields of another object that [`compare_object`] reads.
pub fn plain_fields(changes: &Json) -> Vec<String> {
    let mut fields = Vec::new();
    for (name, value) in changes.entries() {
        if is_plain(&value) {
            fields.push(name);
        }
    }
    fields
}

impl Comparison {
    fn add(&mut self, user: &Json, name: &str, desired: &Json) {
        let kind = field(name).map(|field| field.kind);
        self.add_as(kind, user, name, desired);
    }

    fn add_as(&mut self, kind: Option<FieldKind>, user: &Json, name: &str, desired: &Json) {
        let list = match value_of(user, name) {
            None if desired.is_null() => return,
            None => &mut self.unread,
            // Not a boolean: it shows no state.
            Some(present) if kind == Some(FieldKind::Boolean) && present.as_bool().is_none() => {
                &mut self.unread
            }
            Some(present) if same(kind, desired, &present) => &mut self.same,
            Some(_) => &mut self.differing,
        };
        list.push(name.to_owned());
    }
}

/// Whether a field of a user can be read and compared.
pub fn is_comparable(name: &str) -> bool {
    name.starts_with("DE:")
        || field(name).is_some_and(|field| {
            !matches!(
                field.kind,
                FieldKind::Secret | FieldKind::Collection | FieldKind::Custom | FieldKind::Name
            )
        })
}
