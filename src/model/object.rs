use super::id::is_guid;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

// See docs/workfront-facts.md#lookup-objects.
/// A type of object that a user refers to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "WorkfrontObject"))]
pub enum Object {
    /// Access level: what a user may do.
    AccessLevel,
    /// Group; names repeat below different parents.
    Group,
    /// Job role.
    Role,
    /// Team.
    Team,
    /// Company.
    Company,
    /// Work schedule.
    Schedule,
    /// User, by e-mail address or full name.
    User,
}

impl Object {
    /// The name in inputs and outputs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The object's segment of a path.
    pub fn path(self) -> &'static str {
        match self {
            Object::AccessLevel => "accesslevel",
            Object::Group => "group",
            Object::Role => "role",
            Object::Team => "team",
            Object::Company => "company",
            Object::Schedule => "schedule",
            Object::User => "user",
        }
    }

    /// The fields to read of each: ID, name, whether it is in use, and what distinguishes objects of the same name.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Object::AccessLevel => &["ID", "name", "licenseType", "isAdmin"],
            Object::Group => &["ID", "name", "isActive", "parentID"],
            Object::Role => &["ID", "name", "isActive"],
            Object::Team => &["ID", "name", "isActive", "groupID"],
            Object::Company => &["ID", "name", "isActive"],
            Object::Schedule => &["ID", "name", "isDefault"],
            Object::User => &["ID", "name", "emailAddr", "isActive"],
        }
    }

    /// The field to search for this name or ID.
    pub fn name_field(self, name: &str) -> &'static str {
        match self {
            _ if is_guid(name) => "ID",
            Object::User if name.contains('@') => "emailAddr",
            _ => "name",
        }
    }
}
