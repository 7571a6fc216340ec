//! The parts a schema is made of.

use super::types::Type;

/// A direct field.
#[derive(Debug)]
pub struct Field {
    /// Its name, exactly.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Who may do what with it.
    pub access: Access,
    /// The first version that has it.
    pub since: u32,
    /// The last version that has it.
    pub until: u32,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A text.
    Text,
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// Any number.
    Double,
    /// A moment.
    Date,
    /// One of some texts.
    Enum(&'static [&'static str]),
    /// Several of some texts.
    Texts(&'static [&'static str]),
    /// An ID of an object that the tenant has.
    Id(Type),
    /// An ID of an object that this tenant has none of.
    Foreign,
}

/// Who may do what with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and written.
    Open,
    /// Kept by the server; read only for callers.
    System,
    /// Worked out at every read: neither written nor sorted by.
    Dynamic,
    /// Written and never read.
    WriteOnly,
    /// The sandbox's own, never seen.
    Hidden,
}

/// An object that an ID field points at.
#[derive(Debug)]
pub struct Reference {
    /// Its name, exactly.
    pub name: &'static str,
    /// The field that holds its ID.
    pub field: &'static str,
    /// The type it points at.
    pub target: Type,
    /// The first version that has it.
    pub since: u32,
}

/// Several objects that belong to one.
#[derive(Debug)]
pub struct Collection {
    /// Its name, exactly.
    pub name: &'static str,
    /// What it gathers.
    pub relation: Relation,
    /// The type of its elements.
    pub element_type: Type,
}

/// How a collection finds its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The user's memberships of groups.
    UserGroups,
    /// The user's roles with their percentages.
    UserRoles,
    /// The user's teams.
    Teams,
    /// The users whose manager this is.
    DirectReports,
    /// The custom forms attached.
    ObjectCategories,
    /// The team's memberships.
    TeamMembers,
    /// The groups right below.
    Children,
}

/// A field that anyone may read and write.
pub const fn open(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        access: Access::Open,
        since: 0,
        until: u32::MAX,
    }
}

/// A field that the server keeps.
pub const fn system(name: &'static str, kind: Kind) -> Field {
    Field {
        access: Access::System,
        ..open(name, kind)
    }
}

/// A field that is worked out at every read.
pub const fn dynamic(name: &'static str, kind: Kind) -> Field {
    Field {
        access: Access::Dynamic,
        ..open(name, kind)
    }
}

/// A field that came with a version.
pub const fn since(version: u32, field: Field) -> Field {
    Field {
        since: version,
        ..field
    }
}

/// A reference through an ID field.
pub const fn refer(name: &'static str, field: &'static str, target: Type) -> Reference {
    Reference {
        name,
        field,
        target,
        since: 0,
    }
}
