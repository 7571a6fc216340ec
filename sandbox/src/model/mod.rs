//! The object types of the tenant, their fields, references and collections.

pub mod field;
mod lookups;
mod people;
mod rows;

pub use field::{Access, Collection, Field, Kind, Reference, Relation};

/// An object type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// USER.
    User,
    /// ACSLVL.
    AccessLevel,
    /// GROUP.
    Group,
    /// ROLE.
    Role,
    /// TEAMOB.
    Team,
    /// CMPY.
    Company,
    /// SCHED.
    Schedule,
    /// CTGY.
    Category,
    /// USRAPV.
    UserApproval,
    /// CUST.
    Customer,
    /// TSPRO.
    TimesheetProfile,
    /// LYTMPL.
    LayoutTemplate,
    /// USRGPS, reached through the user only.
    UserGroup,
    /// USRROL, reached through the user only.
    UserRole,
    /// TEAMMB, reached through the team only.
    TeamMember,
}

/// What is known about an object type.
#[derive(Debug)]
pub struct Schema {
    /// The type.
    pub of: Type,
    /// Its name as the paths have it.
    pub name: &'static str,
    /// Its name in messages.
    pub label: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Where a snapshot keeps its objects.
    pub plural: &'static str,
    /// Whether it has a path of its own (docs/workfront-facts.md#paths).
    pub top_level: bool,
    /// Whether POST can create one.
    pub creatable: bool,
    /// Its direct fields.
    pub fields: &'static [Field],
    /// Its references.
    pub references: &'static [Reference],
    /// Its collections.
    pub collections: &'static [Collection],
    /// Names that only a filter may use (docs/workfront-facts.md#references-and-collections).
    pub search_only: &'static [(&'static str, Relation)],
}

/// Every type with a table, in the order in which the seed fills them.
pub const STORED: &[Type] = &[
    Type::Customer,
    Type::AccessLevel,
    Type::Schedule,
    Type::Category,
    Type::TimesheetProfile,
    Type::LayoutTemplate,
    Type::Company,
    Type::Group,
    Type::Role,
    Type::Team,
    Type::User,
    Type::UserApproval,
];

const ALL: &[&Schema] = &[
    &people::USER,
    &people::USER_APPROVAL,
    &lookups::ACCESS_LEVEL,
    &lookups::GROUP,
    &lookups::ROLE,
    &lookups::TEAM,
    &lookups::COMPANY,
    &lookups::SCHEDULE,
    &lookups::CATEGORY,
    &lookups::CUSTOMER,
    &lookups::TIMESHEET_PROFILE,
    &lookups::LAYOUT_TEMPLATE,
    &rows::USER_GROUP,
    &rows::USER_ROLE,
    &rows::TEAM_MEMBER,
];

impl Type {
    /// What is known about it.
    pub fn schema(self) -> &'static Schema {
        match self {
            Self::User => &people::USER,
            Self::UserApproval => &people::USER_APPROVAL,
            Self::AccessLevel => &lookups::ACCESS_LEVEL,
            Self::Group => &lookups::GROUP,
            Self::Role => &lookups::ROLE,
            Self::Team => &lookups::TEAM,
            Self::Company => &lookups::COMPANY,
            Self::Schedule => &lookups::SCHEDULE,
            Self::Category => &lookups::CATEGORY,
            Self::Customer => &lookups::CUSTOMER,
            Self::TimesheetProfile => &lookups::TIMESHEET_PROFILE,
            Self::LayoutTemplate => &lookups::LAYOUT_TEMPLATE,
            Self::UserGroup => &rows::USER_GROUP,
            Self::UserRole => &rows::USER_ROLE,
            Self::TeamMember => &rows::TEAM_MEMBER,
        }
    }

    /// The type of a path's object segment: a code or a name, in any case (docs/workfront-facts.md#paths).
    pub fn named(segment: &str) -> Option<Self> {
        let matches = |schema: &&&Schema| {
            schema.code.eq_ignore_ascii_case(segment) || schema.name.eq_ignore_ascii_case(segment)
        };
        ALL.iter().find(matches).map(|schema| schema.of)
    }
}

impl Schema {
    /// A direct field by its exact name.
    pub fn field(&self, name: &str) -> Option<(u8, &'static Field)> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        Some((at as u8, &self.fields[at]))
    }

    /// The number of a field that is known to exist; 0 (`ID`) otherwise.
    pub fn number(&self, name: &str) -> u8 {
        self.field(name).map_or(0, |(number, _)| number)
    }

    /// A reference by its exact name.
    pub fn reference(&self, name: &str) -> Option<&'static Reference> {
        self.references
            .iter()
            .find(|reference| reference.name == name)
    }

    /// A collection by its exact name.
    pub fn collection(&self, name: &str) -> Option<&'static Collection> {
        self.collections
            .iter()
            .find(|collection| collection.name == name)
    }
}
