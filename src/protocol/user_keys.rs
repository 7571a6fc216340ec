//! The fields that identify a user (docs/workfront-facts.md#e-mail-and-username).

use super::filter::Modifier;

/// A field that identifies a user, and how users are searched for by it.
#[derive(Clone, Copy, Debug)]
pub struct UserKey {
    /// The field.
    pub field: &'static str,
    /// The modifier for one value.
    pub one: Modifier,
    /// The modifier for a list of values.
    pub many: Modifier,
}

/// The e-mail address. Workfront keeps it unique without regard to case.
pub const EMAIL: UserKey = without_case("emailAddr");
/// The username. Workfront keeps it unique without regard to case.
pub const USERNAME: UserKey = without_case("username");
/// The key of the host's own system. Workfront doesn't compare it.
pub const REFERENCE: UserKey = UserKey {
    field: "extRefID",
    one: Modifier::Eq,
    many: Modifier::In,
};

/// The fields that no two users share.
pub const UNIQUE_KEYS: &[UserKey] = &[EMAIL, USERNAME, REFERENCE];
/// The unique fields by which a person is found again. A username may be anything, also one that Workfront generated.
pub const PERSON_KEYS: &[UserKey] = &[EMAIL, REFERENCE];

const fn without_case(field: &'static str) -> UserKey {
    UserKey {
        field,
        one: Modifier::Cieq,
        many: Modifier::Ciin,
    }
}
