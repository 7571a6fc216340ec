//! What the columns of a list can be.

use crate::input::nearest;
use crate::model::{FieldKind, Object, user};
use crate::services::directory::{NAMED, ROWS};

/// The last day on which a person works: it isn't a field of Workfront. 9999-12-31 is no day, as an empty cell.
pub const LAST_WORKING_DAY: &str = "lastWorkingDay";

/// What a column is.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A field that Workfront has. `None`: a custom field, or one that this version doesn't know.
    Field(Option<FieldKind>),
    /// The name or ID of an object, whose ID is in another field.
    Named(&'static str, Object),
    /// Rows of a collection, each with the ID of an object; the rows' field for it.
    Rows(&'static str, Object),
    /// Rows of a collection that have IDs only; the rows' field for it.
    IdRows(&'static str),
    /// The manager: by e-mail address, username, extRefID, name or ID.
    Manager,
    /// Whether the person shall have an active account.
    Active,
    /// [`LAST_WORKING_DAY`].
    LastWorkingDay,
}

/// What a column with this name is; `None` if it can't be written or compared.
pub fn target_of(name: &str) -> Option<Target> {
    match name {
        LAST_WORKING_DAY => return Some(Target::LastWorkingDay),
        "isActive" => return Some(Target::Active),
        "manager" => return Some(Target::Manager),
        _ => {}
    }
    if let Some(&(_, id_field, object)) = NAMED.iter().find(|(known, ..)| *known == name) {
        return Some(Target::Named(id_field, object));
    }
    // An ID may be unknown or malformed as a name may.
    match NAMED.iter().find(|(_, id_field, _)| *id_field == name) {
        Some((.., Object::User)) => return Some(Target::Manager),
        Some(&(_, id_field, object)) => return Some(Target::Named(id_field, object)),
        None => {}
    }
    if let Some(&(_, _, key, object)) = ROWS.iter().find(|(known, ..)| *known == name) {
        return Some(Target::Rows(key, object));
    }
    if name
        .strip_prefix("DE:")
        .is_some_and(|label| !label.trim().is_empty())
    {
        return Some(Target::Field(None));
    }
    match (name, user::field(name)?.kind) {
        ("objectCategories", _) => Some(Target::IdRows("categoryID")),
        ("resourcePools" | "hourTypes", _) => Some(Target::IdRows("ID")),
        (
            _,
            FieldKind::Secret
            | FieldKind::ReadOnly
            | FieldKind::Collection
            | FieldKind::Custom
            | FieldKind::Name,
        ) => None,
        (_, kind) => Some(Target::Field(Some(kind))),
    }
}

/// What is wrong with a name that [`target_of`] doesn't know.
pub fn unknown_target(name: &str) -> String {
    match user::field(name).map(|field| field.kind) {
        Some(FieldKind::Secret) => {
            "can't be reconciled, because a plan is stored and shown".to_owned()
        }
        Some(FieldKind::ReadOnly) => "is set by Workfront and can't be written".to_owned(),
        Some(_) => "can't be reconciled: Workfront's value can't be compared".to_owned(),
        None => {
            let names = user::FIELDS.iter().map(|field| field.name);
            let mut known: Vec<&str> = names.filter(|name| target_of(name).is_some()).collect();
            known.push(LAST_WORKING_DAY);
            match nearest(name, &known) {
                Some(meant) => format!("is not a field of a user; did you mean '{meant}'?"),
                None => "is not a field of a user".to_owned(),
            }
        }
    }
}
