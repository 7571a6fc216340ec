//! Fields, references and collections of a schema.

use super::types::Type;

/// A direct field.
#[derive(Debug)]
pub struct Field {
    /// Its exact name.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: Kind,
    /// How callers can access it.
    pub access: Access,
    /// The first version with it.
    pub since: u32,
    /// The last version with it.
    pub until: u32,
}

/// The kind of a field's values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A string.
    Text,
    /// A boolean.
    Bool,
    /// An integer.
    Int,
    /// A floating-point number.
    Double,
    /// A date.
    Date,
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// Any of these strings.
    Texts(&'static [&'static str]),
    /// The ID of an object of this type.
    Id(Type),
    /// The ID of an object of a type that the sandbox does not have.
    Foreign,
}

/// How callers can access a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Readable and writable.
    Open,
    /// Set by the server; read-only for callers.
    System,
    /// Computed at every read: read-only, and not sortable.
    Dynamic,
    /// Write-only.
    WriteOnly,
    /// Internal to the sandbox; not visible to callers.
    Hidden,
}

/// An object that an ID field refers to.
#[derive(Debug)]
pub struct Reference {
    /// Its exact name.
    pub name: &'static str,
    /// The field with its ID.
    pub field: &'static str,
    /// The type it refers to.
    pub target: Type,
    /// The first version with it.
    pub since: u32,
}

/// A collection of objects that belong to one object.
#[derive(Debug)]
pub struct Collection {
    /// Its exact name.
    pub name: &'static str,
    /// How its elements are found.
    pub relation: Relation,
    /// The type of its elements.
    pub element_type: Type,
}

/// How a collection finds its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The user's group memberships.
    UserGroups,
    /// The user's roles with their percentages.
    UserRoles,
    /// The user's teams.
    Teams,
    /// The users with this user as manager.
    DirectReports,
    /// The attached custom forms.
    ObjectCategories,
    /// The team's memberships.
    TeamMembers,
    /// The direct subgroups.
    Children,
}

/// A field that callers can read and write.
pub const fn open(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        access: Access::Open,
        since: 0,
        until: u32::MAX,
    }
}

/// A field that the server sets.
pub const fn system(name: &'static str, kind: Kind) -> Field {
    Field {
        access: Access::System,
        ..open(name, kind)
    }
}

/// A field that is computed at every read.
pub const fn dynamic(name: &'static str, kind: Kind) -> Field {
    Field {
        access: Access::Dynamic,
        ..open(name, kind)
    }
}

/// A field that was introduced in a version.
pub const fn since(version: u32, field: Field) -> Field {
    Field {
        since: version,
        ..field
    }
}

/// A reference through an ID field.
pub const fn reference(name: &'static str, field: &'static str, target: Type) -> Reference {
    Reference {
        name,
        field,
        target,
        since: 0,
    }
}
