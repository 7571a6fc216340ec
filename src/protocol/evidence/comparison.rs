//! What Workfront shows of an object beside what a write was to set.

use crate::json::{Json, Kind};
use crate::model::{
    FieldKind,
    compare::{same, value_of},
    user::field,
};

/// A user beside the fields that a write was to set.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The fields with the wished value.
    pub same: Vec<String>,
    /// The fields with another value.
    pub differing: Vec<String>,
    /// The fields that could be compared, but aren't shown.
    pub unread: Vec<String>,
}

impl Comparison {
    /// Whether the user is as wished, as far as it can be seen, and something can be.
    pub fn shows_it(&self) -> bool {
        self.differing.is_empty() && !self.same.is_empty()
    }
}

/// Compares what Workfront shows of a user with what a write was to set. Passwords, collections and the like can't be
/// compared.
pub fn compare(user: &Json, changes: &Json) -> Comparison {
    let mut found = Comparison::default();
    for (name, wanted) in changes.entries() {
        if name == "parameterValues" && wanted.is_object() {
            for (custom, wanted) in wanted.entries() {
                found.add(user, &custom, &wanted);
            }
        } else if is_comparable(&name) {
            found.add(user, &name, &wanted);
        }
    }
    found
}

/// Compares an object whose fields aren't known here with what a write was to set. Nested objects and collections can't be
/// compared.
pub fn compare_object(object: &Json, changes: &Json) -> Comparison {
    let mut found = Comparison::default();
    for (name, wanted) in changes.entries() {
        if is_plain(&wanted) {
            found.add_as(None, object, &name, &wanted);
        }
    }
    found
}

fn is_plain(value: &Json) -> bool {
    !matches!(value.kind(), Kind::Array | Kind::Object)
}

/// The fields of a user that [`compare`] looks at.
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

/// The fields of another object that [`compare_object`] looks at.
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
    fn add(&mut self, user: &Json, name: &str, wanted: &Json) {
        let kind = field(name).map(|field| field.kind);
        self.add_as(kind, user, name, wanted);
    }

    fn add_as(&mut self, kind: Option<FieldKind>, user: &Json, name: &str, wanted: &Json) {
        let list = match value_of(user, name) {
            None if wanted.is_null() => return,
            None => &mut self.unread,
            // No state that could be relied on.
            Some(present) if kind == Some(FieldKind::Boolean) && present.as_bool().is_none() => {
                &mut self.unread
            }
            Some(present) if same(kind, wanted, &present) => &mut self.same,
            Some(_) => &mut self.differing,
        };
        list.push(name.to_owned());
    }
}

/// Whether a field of a user can be read, and its value compared.
pub fn is_comparable(name: &str) -> bool {
    name.starts_with("DE:")
        || field(name).is_some_and(|field| {
            !matches!(
                field.kind,
                FieldKind::Secret | FieldKind::Collection | FieldKind::Custom | FieldKind::Name
            )
        })
}
