//! The names of the object types.

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
