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
    /// USRGPS, accessible only through the user.
    UserGroup,
    /// USRROL, accessible only through the user.
    UserRole,
    /// TEAMMB, accessible only through the team.
    TeamMember,
}
