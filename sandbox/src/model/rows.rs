//! Secondary objects, owned by another one and without a path of their own.

use super::field::{Kind, refer, since, system};
use super::schema::Schema;
use super::types::Type;

/// A membership of a group.
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
        refer("user", "userID", Type::User),
        refer("group", "groupID", Type::Group),
    ],
    collections: &[],
    search_only: &[],
};

/// A job role with its share of the user's time.
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
        refer("user", "userID", Type::User),
        refer("role", "roleID", Type::Role),
    ],
    collections: &[],
    search_only: &[],
};

/// A membership of a team.
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
        refer("user", "userID", Type::User),
        refer("team", "teamID", Type::Team),
    ],
    collections: &[],
    search_only: &[],
};
