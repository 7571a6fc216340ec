//! Names of fields, also behind references: `accessLevel:name`. A misspelled one is found before Workfront is asked.

use super::FieldValue;
use super::known_fields::{Known, Owner};
use crate::error::cut;
use crate::input::nearest;

/// The type of the values of the field at this path, `Any` where it isn't known: custom fields, and names that this crate doesn't
/// know, because Workfront may have added them.
///
/// # Errors
/// What is wrong with the path: a name that is almost a known one, or a reference that is none.
pub fn value_at(owner: Owner, path: &str) -> Result<FieldValue, String> {
    if path.starts_with("DE:") {
        return Ok(FieldValue::Any);
    }
    let mut owner = Some(owner);
    let mut value = FieldValue::Any;
    let mut before = "";
    for name in path.split(':') {
        let Some(present) = owner else {
            // Behind a value, such as `title:name`.
            return match value {
                FieldValue::Any => Ok(value),
                _ => Err(format!(
                    "'{}' is not a field: '{before}' is a value, not a reference to another object",
                    cut(path)
                )),
            };
        };
        match known(present, name)? {
            Some(Known::Object(other)) => (owner, value) = (Some(other), FieldValue::Any),
            Some(Known::Value(own)) => (owner, value) = (None, own),
            None => return Ok(FieldValue::Any),
        }
        before = name;
    }
    Ok(value)
}

/// The field with this name; `None` for one that this crate doesn't know.
///
/// # Errors
/// The name is almost a known one.
pub fn known(owner: Owner, name: &str) -> Result<Option<Known>, String> {
    let field = owner.field(name);
    if field.is_some() {
        return Ok(field);
    }
    match misspelled(name, &owner.names()) {
        Some(meant) => {
            let of = if owner == Owner::User {
                " of a user"
            } else {
                ""
            };
            let name = cut(name);
            Err(format!(
                "'{name}' is not a field{of}; did you mean '{meant}'?"
            ))
        }
        None => Ok(None),
    }
}

/// The known name that was probably meant. Not one that differs by `ID` at the end: Workfront has such pairs, `company` and
/// `companyID`.
pub fn misspelled<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    nearest(name, known).filter(|meant| {
        let is_id = |long: &str, short: &str| long.strip_suffix("ID") == Some(short);
        !is_id(meant, name) && !is_id(name, meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::user::FIELDS;

    #[test]
    fn every_known_name_passes() {
        for owner in [
            Owner::User,
            Owner::UserApproval,
            Owner::UserGroup,
            Owner::UserRole,
            Owner::Other,
        ] {
            for name in owner.names() {
                assert!(owner.field(name).is_some(), "{owner:?} {name}");
            }
        }
        for field in FIELDS {
            assert!(Owner::User.field(field.name).is_some(), "{}", field.name);
        }
    }

    #[test]
    fn a_path_is_followed_part_by_part() {
        for (path, value) in [
            ("isActive", FieldValue::Boolean),
            ("accessLevel:name", FieldValue::Text),
            ("homeGroup:isActive", FieldValue::Boolean),
            ("manager:manager:fte", FieldValue::Number),
            ("userGroups:group:ID", FieldValue::Id),
            ("userApproval:requestedDate", FieldValue::Date),
            ("otherGroupIDs", FieldValue::Id),
            ("DE:isActiv", FieldValue::Any),
            ("brandNew", FieldValue::Any),
            ("brandNew:isActiv", FieldValue::Any),
            ("accessLevel:rank", FieldValue::Any),
            ("parameterValues:DE:x", FieldValue::Any),
            ("lastStatusNoteID", FieldValue::Any),
        ] {
            assert_eq!(value_at(Owner::User, path), Ok(value), "{path}");
        }
        for (path, meant) in [
            ("emailAdr", "emailAddr"),
            ("EmailAddr", "emailAddr"),
            ("titel", "title"),
            ("acessLevel:name", "accessLevel"),
            ("manager:emialAddr", "emailAddr"),
            ("homeGroup:nam", "name"),
            ("userGroups:grop:name", "group"),
        ] {
            let problem = value_at(Owner::User, path).unwrap_err();
            assert!(
                problem.ends_with(&format!("did you mean '{meant}'?")),
                "{problem}"
            );
        }
        assert!(value_at(Owner::User, "title:name").is_err());
    }
}
