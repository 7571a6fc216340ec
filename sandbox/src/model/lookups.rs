//! The objects that a user refers to (docs/workfront-facts.md#lookup-objects).

use super::field::{
    Collection, Field, Kind, Reference, Relation, dynamic, open, reference, since, system,
};
use super::schema::Schema;
use super::types::Type;

const CUSTOMER_REFERENCE: Reference = reference("customer", "customerID", Type::Customer);

const fn lookup(
    object_type: Type,
    name: &'static str,
    label: &'static str,
    code: &'static str,
    plural: &'static str,
    fields: &'static [Field],
    references: &'static [Reference],
) -> Schema {
    Schema {
        object_type,
        name,
        label,
        code,
        plural,
        top_level: true,
        creatable: true,
        fields,
        references,
        collections: &[],
        search_only: &[],
    }
}

/// ACSLVL.
pub const ACCESS_LEVEL: Schema = Schema {
    creatable: false,
    ..lookup(
        Type::AccessLevel,
        "accesslevel",
        "AccessLevel",
        "ACSLVL",
        "accessLevels",
        &[
            system("ID", Kind::Text),
            open("name", Kind::Text),
            system("objCode", Kind::Text),
            open("description", Kind::Text),
            open("licenseType", Kind::Enum(&["F", "C", "R", "X"])),
            system("isAdmin", Kind::Bool),
            open("extRefID", Kind::Text),
            dynamic("accessRestrictions", Kind::Text),
            dynamic("fieldAccessPrivileges", Kind::Text),
            Field {
                until: 14,
                ..system("rank", Kind::Int)
            },
            Field {
                until: 14,
                ..system("displayAccessType", Kind::Text)
            },
            system("customerID", Kind::Id(Type::Customer)),
            system("lastUpdateDate", Kind::Date),
        ],
        &[CUSTOMER_REFERENCE],
    )
};

/// GROUP.
pub const GROUP: Schema = Schema {
    collections: &[Collection {
        name: "children",
        relation: Relation::Children,
        element_type: Type::Group,
    }],
    ..lookup(
        Type::Group,
        "group",
        "Group",
        "GROUP",
        "groups",
        &[
            system("ID", Kind::Text),
            open("name", Kind::Text),
            system("objCode", Kind::Text),
            open("description", Kind::Text),
            since(15, open("isActive", Kind::Bool)),
            open("isPublic", Kind::Bool),
            open("parentID", Kind::Id(Type::Group)),
            open("businessLeaderID", Kind::Id(Type::User)),
            open("extRefID", Kind::Text),
            open("categoryID", Kind::Id(Type::Category)),
            since(20, open("currency", Kind::Text)),
            system("customerID", Kind::Id(Type::Customer)),
            system("entryDate", Kind::Date),
            system("enteredByID", Kind::Id(Type::User)),
            system("lastUpdateDate", Kind::Date),
            system("lastUpdatedByID", Kind::Id(Type::User)),
        ],
        &[
            reference("parent", "parentID", Type::Group),
            reference("businessLeader", "businessLeaderID", Type::User),
            reference("category", "categoryID", Type::Category),
            CUSTOMER_REFERENCE,
        ],
    )
};

/// ROLE.
pub const ROLE: Schema = lookup(
    Type::Role,
    "role",
    "Role",
    "ROLE",
    "roles",
    &[
        system("ID", Kind::Text),
        open("name", Kind::Text),
        system("objCode", Kind::Text),
        open("description", Kind::Text),
        since(14, open("isActive", Kind::Bool)),
        open("maxUsers", Kind::Int),
        open("billingPerHour", Kind::Double),
        open("costPerHour", Kind::Double),
        open("extRefID", Kind::Text),
        since(19, system("lastUpdateDate", Kind::Date)),
        system("customerID", Kind::Id(Type::Customer)),
        system("entryDate", Kind::Date),
    ],
    &[CUSTOMER_REFERENCE],
);

/// TEAMOB.
pub const TEAM: Schema = Schema {
    collections: &[Collection {
        name: "teamMembers",
        relation: Relation::TeamMembers,
        element_type: Type::TeamMember,
    }],
    ..lookup(
        Type::Team,
        "team",
        "Team",
        "TEAMOB",
        "teams",
        &[
            system("ID", Kind::Text),
            open("name", Kind::Text),
            system("objCode", Kind::Text),
            open("description", Kind::Text),
            since(13, open("isActive", Kind::Bool)),
            open("groupID", Kind::Id(Type::Group)),
            open("ownerID", Kind::Id(Type::User)),
            since(21, open("categoryID", Kind::Id(Type::Category))),
            open("extRefID", Kind::Text),
            system("customerID", Kind::Id(Type::Customer)),
            system("lastUpdateDate", Kind::Date),
        ],
        &[
            reference("group", "groupID", Type::Group),
            reference("owner", "ownerID", Type::User),
            CUSTOMER_REFERENCE,
        ],
    )
};

/// CMPY.
pub const COMPANY: Schema = lookup(
    Type::Company,
    "company",
    "Company",
    "CMPY",
    "companies",
    &[
        system("ID", Kind::Text),
        open("name", Kind::Text),
        system("objCode", Kind::Text),
        since(11, open("isActive", Kind::Bool)),
        open("groupID", Kind::Id(Type::Group)),
        open("extRefID", Kind::Text),
        open("isPrimary", Kind::Bool),
        system("customerID", Kind::Id(Type::Customer)),
        system("entryDate", Kind::Date),
        system("lastUpdateDate", Kind::Date),
    ],
    &[
        reference("group", "groupID", Type::Group),
        CUSTOMER_REFERENCE,
    ],
);

/// SCHED.
pub const SCHEDULE: Schema = lookup(
    Type::Schedule,
    "schedule",
    "Schedule",
    "SCHED",
    "schedules",
    &[
        system("ID", Kind::Text),
        open("name", Kind::Text),
        system("objCode", Kind::Text),
        open("isDefault", Kind::Bool),
        open("timeZone", Kind::Text),
        open("groupID", Kind::Id(Type::Group)),
        open("extRefID", Kind::Text),
        system("customerID", Kind::Id(Type::Customer)),
    ],
    &[
        reference("group", "groupID", Type::Group),
        CUSTOMER_REFERENCE,
    ],
);

/// CTGY.
pub const CATEGORY: Schema = lookup(
    Type::Category,
    "category",
    "Category",
    "CTGY",
    "categories",
    &[
        system("ID", Kind::Text),
        open("name", Kind::Text),
        system("objCode", Kind::Text),
        open("description", Kind::Text),
        open("catObjCode", Kind::Text),
        open("isActive", Kind::Bool),
        open("groupID", Kind::Id(Type::Group)),
        open("extRefID", Kind::Text),
        system("customerID", Kind::Id(Type::Customer)),
    ],
    &[
        reference("group", "groupID", Type::Group),
        CUSTOMER_REFERENCE,
    ],
);

/// CUST.
pub const CUSTOMER: Schema = Schema {
    creatable: false,
    ..lookup(
        Type::Customer,
        "customer",
        "Customer",
        "CUST",
        "customers",
        &[
            system("ID", Kind::Text),
            open("name", Kind::Text),
            system("objCode", Kind::Text),
            system("domain", Kind::Text),
            system("timeZone", Kind::Text),
            system("locale", Kind::Text),
        ],
        &[],
    )
};

/// TSPRO.
pub const TIMESHEET_PROFILE: Schema = lookup(
    Type::TimesheetProfile,
    "timesheetprofile",
    "TimesheetProfile",
    "TSPRO",
    "timesheetProfiles",
    &[
        system("ID", Kind::Text),
        open("name", Kind::Text),
        system("objCode", Kind::Text),
    ],
    &[],
);

/// LYTMPL.
pub const LAYOUT_TEMPLATE: Schema = lookup(
    Type::LayoutTemplate,
    "layouttemplate",
    "LayoutTemplate",
    "LYTMPL",
    "layoutTemplates",
    &[
        system("ID", Kind::Text),
        open("name", Kind::Text),
        system("objCode", Kind::Text),
    ],
    &[],
);
