//! The options of a connection that guard people against being shut out (docs/safety.md).

use crate::input::{OneOrMany, Problems, item, with_value};
use crate::model::Id;
use crate::model::person_key::{email_problem, trimmed};
use serde::Deserialize;

/// The option `protect`: the people whom no write may shut out, or stop protecting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Protect {
    /// The IDs of users.
    #[serde(rename = "IDs")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<Vec<String>>", extend("x-type" = "string | readonly string[]"))
    )]
    pub(crate) ids: Option<OneOrMany<Id>>,
    /// The e-mail addresses of users, case-insensitive. They also protect users who have one of them as username.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<Vec<String>>", extend("x-type" = "string | readonly string[]"))
    )]
    pub(crate) emails: Option<OneOrMany<String>>,
    /// Access levels, each by name or ID: everyone who has one of them.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<Vec<String>>", extend("x-type" = "string | readonly string[]"))
    )]
    pub(crate) access_levels: Option<OneOrMany<String>>,
    /// Groups, each by name or ID: everyone who has one of them as home group or is a member of it.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<Vec<String>>", extend("x-type" = "string | readonly string[]"))
    )]
    pub(crate) groups: Option<OneOrMany<String>>,
}

/// The items of a list that may be absent.
pub(crate) fn list<T>(list: &Option<OneOrMany<T>>) -> &[T] {
    list.as_ref().map_or(&[], |list| &list.0)
}

impl Protect {
    /// Records a problem for each entry that can't name anybody.
    pub(super) fn check(&self, problems: &mut Problems) {
        for (index, email) in list(&self.emails).iter().enumerate() {
            if let Some(problem) = email_problem(trimmed(email)) {
                problems.add(&item("protect.emails", index), problem);
            }
        }
        for (name, values) in [
            ("protect.accessLevels", list(&self.access_levels)),
            ("protect.groups", list(&self.groups)),
        ] {
            for (index, value) in values.iter().enumerate() {
                if trimmed(value).is_empty() {
                    problems.add(&item(name, index), with_value("must not be empty", value));
                }
            }
        }
    }
}

/// What a connection's options say of its own user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum OwnUserOption {
    /// It can't be found out, and guarded writes are carried out without that guard.
    Unknown,
}

/// The guards' options of a connection.
#[derive(Clone, Debug, Default)]
pub struct Safety {
    /// The ID of the connection's own user, as configured.
    pub own_user_id: Option<Id>,
    /// Whether the own user is declared unknown.
    pub own_user_is_unknown: bool,
    /// Whom no guarded write may concern.
    pub protect: Protect,
    /// How many people may be shut out. `None`: the default, which depends on the tenant.
    pub max_people: Option<u32>,
}
