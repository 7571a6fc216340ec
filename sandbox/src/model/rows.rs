//! Objects that are owned by another object and have no path.

use super::field::{Kind, reference, since, system};
use super::schema::Schema;
use super::types::Type;

/// A group membership.
pub const USER_GROUP: Schema = Schema {
    object_type: Type::UserGroup,
    name: "usergroups",
    label: "UserGroups",
    code: "USRGPS",
    plural: "userGroups",
    top_level: false,
    creatable: false,
    fields: &[
        since(17, system("ID", Kind::Text)),
        system("objCode", Kind::Text),
        system("userID", Kind::Id(Type::User)),
        system("groupID", Kind::Id(Type::Group)),
        system("isOwner", Kind::Bool),
    ],
    references: &[
        reference("user", "userID", Type::User),
        reference("group", "groupID", Type::Group),
    ],
    collections: &[],
    search_only: &[],
};

/// A job role with its percentage of the user's time.
pub const USER_ROLE: Schema = Schema {
    object_type: Type::UserRole,
    name: "userrole",
    label: "UserRole",
    code: "USRROL",
    plural: "userRoles",
    top_level: false,
    creatable: false,
    fields: &[
        system("ID", Kind::Text),
        system("objCode", Kind::Text),
        system("userID", Kind::Id(Type::User)),
        system("roleID", Kind::Id(Type::Role)),
        system("timePercentage", Kind::Double),
    ],
    references: &[
        reference("user", "userID", Type::User),
        reference("role", "roleID", Type::Role),
    ],
    collections: &[],
    search_only: &[],
};

/// A team membership.
pub const TEAM_MEMBER: Schema = Schema {
    object_type: Type::TeamMember,
    name: "teammember",
    label: "TeamMember",
    code: "TEAMMB",
    plural: "teamMembers",
    top_level: false,
    creatable: false,
    fields: &[
        since(17, system("ID", Kind::Text)),
        system("objCode", Kind::Text),
        system("userID", Kind::Id(Type::User)),
        system("teamID", Kind::Id(Type::Team)),
    ],
    references: &[
        reference("user", "userID", Type::User),
        reference("team", "teamID", Type::Team),
    ],
    collections: &[],
    search_only: &[],
};
