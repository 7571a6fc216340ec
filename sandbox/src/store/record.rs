//! The values of one object. Objects with the same fields share the list of their field numbers, to save memory.

use std::sync::Arc;

use crate::value::Val;

/// A group membership.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMembership {
    /// The group.
    pub group: Arc<str>,
    /// Whether the user administers the group.
    pub is_owner: bool,
}

/// A job role and its percentage.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleAssignment {
    /// The role.
    pub role: Arc<str>,
    /// The percentage of the user's time.
    pub percent: Option<f64>,
}

/// Values that only some objects have.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// The groups that were written. The home group is always a member too.
    pub groups: Vec<GroupMembership>,
    /// The roles that were written. The primary role is always included too.
    pub roles: Vec<RoleAssignment>,
    /// The teams that were written. The home team is always included too.
    pub teams: Vec<Arc<str>>,
    /// Custom forms in addition to `categoryID`.
    pub categories: Vec<Arc<str>>,
    /// Custom data by the parameter's name.
    pub custom: Vec<(Arc<str>, Val)>,
    /// The user's API key.
    pub api_key: Option<Arc<str>>,
    /// The password, for a tenant that allows login.
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
    /// A record with these field numbers and their values.
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
            Some(current) => *current = value,
            None if value.is_null() => {}
            None => {
                self.shape = self.shape.iter().copied().chain([field]).collect();
                self.values.push(value);
            }
        }
    }

    /// Values that only some objects have.
    pub fn extra(&self) -> Option<&Extra> {
        self.extra.as_deref()
    }

    /// The same values, mutable.
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
