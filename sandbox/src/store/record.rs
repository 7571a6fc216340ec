//! One object's values, kept lean: objects of one origin share the list of their fields.

use std::sync::Arc;

use crate::value::Val;

/// A membership of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMembership {
    /// The group.
    pub group: Arc<str>,
    /// Whether the user administers the group.
    pub is_owner: bool,
}

/// A job role and its share.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleAssignment {
    /// The role.
    pub role: Arc<str>,
    /// The share of the user's time in percent.
    pub percent: Option<f64>,
}

/// What only some objects have.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// Groups as they were written; the home group is always one more.
    pub groups: Vec<GroupMembership>,
    /// Roles as they were written; the primary role is always one more.
    pub roles: Vec<RoleAssignment>,
    /// Teams as they were written; the home team is always one more.
    pub teams: Vec<Arc<str>>,
    /// Custom forms besides `categoryID`.
    pub categories: Vec<Arc<str>>,
    /// Custom data by the parameter's name.
    pub custom: Vec<(Arc<str>, Val)>,
    /// The key that acts as this user.
    pub api_key: Option<Arc<str>>,
    /// The password, for a tenant that still allows logging in.
    pub password: Option<Arc<str>>,
}

/// The values of one object.
#[derive(Clone, Debug, Default)]
pub struct Record {
    shape: Arc<[u8]>,
    values: Vec<Val>,
    extra: Option<Box<Extra>>,
}

static NONE: Val = Val::Null;

impl Record {
    /// Values in the order of a list of field numbers, which may be shared.
    pub fn with_fields(shape: &Arc<[u8]>, values: Vec<Val>) -> Self {
        Self {
            shape: shape.clone(),
            values,
            extra: None,
        }
    }

    /// The value of a field.
    pub fn get(&self, field: u8) -> &Val {
        let at = self.shape.iter().position(|known| *known == field);
        at.and_then(|at| self.values.get(at)).unwrap_or(&NONE)
    }

    /// Sets a field; `Val::Null` clears it.
    pub fn set(&mut self, field: u8, value: Val) {
        let at = self.shape.iter().position(|known| *known == field);
        match at.and_then(|at| self.values.get_mut(at)) {
            Some(place) => *place = value,
            None if value.is_null() => {}
            None => {
                self.shape = self.shape.iter().copied().chain([field]).collect();
                self.values.push(value);
            }
        }
    }

    /// What only some objects have.
    pub fn extra(&self) -> Option<&Extra> {
        self.extra.as_deref()
    }

    /// The same, to change it.
    pub fn extra_mut(&mut self) -> &mut Extra {
        self.extra.get_or_insert_default()
    }

    /// The value of a custom field.
    pub fn custom(&self, parameter: &str) -> &Val {
        let found = self.extra().and_then(|extra| {
            extra
                .custom
                .iter()
                .find(|(name, _)| &**name == parameter)
                .map(|(_, value)| value)
        });
        found.unwrap_or(&NONE)
    }
}
