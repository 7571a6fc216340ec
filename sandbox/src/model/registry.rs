//! The schema of each object type.

use super::schema::Schema;
use super::types::Type;
use super::{lookups, people, rows};

/// Every type with a table, in the order of a snapshot.
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
    /// The schema of the type.
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

    /// The type of a path segment: a code or a name, in any case (docs/workfront-facts.md#paths).
    pub fn from_segment(segment: &str) -> Option<Self> {
        let matches = |schema: &&&Schema| {
            schema.code.eq_ignore_ascii_case(segment) || schema.name.eq_ignore_ascii_case(segment)
        };
        ALL.iter().find(matches).map(|schema| schema.object_type)
    }
}
