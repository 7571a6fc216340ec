use super::AccessLevelPolicy;
use crate::input::{Problems, read_into_problems};
use crate::json::Json;
use crate::services::users::Collections;
use serde::Deserialize;

/// The key that identifies the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum MatchBy {
    /// The e-mail address, case-insensitive.
    EmailAddr,
    /// Your own key.
    #[serde(rename = "extRefID")]
    ExtRefId,
    /// Your own key, if it is set, and the e-mail address.
    Any,
}

/// The properties of the input that are not fields of the user.
pub const SETTINGS: &[&str] = &[
    "matchBy",
    "collections",
    "accessLevelPolicy",
    "waitMs",
    "approve",
    "reactivate",
    "includeAdministrators",
    "dryRun",
];

const DEFAULT_WAIT_MS: u32 = 10_000;
const MAX_WAIT_MS: u32 = 300_000;

/// The settings of a provisioning run.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The key that identifies the user.
    pub match_by: MatchBy,
    /// What happens to rows that the input doesn't list.
    pub collections: Collections,
    /// What happens to an access level that differs; `None`: a Contributor whom Workfront made Light stays Light.
    pub access_level_policy: Option<AccessLevelPolicy>,
    /// How long to wait until the account is active.
    pub wait_ms: u32,
    /// Whether to approve an account that needs an approval.
    pub approve: bool,
    /// Whether to reactivate an inactive account.
    pub reactivate: bool,
    /// Whether to make changes that shut an administrator out.
    pub include_administrators: bool,
    /// Whether to change nothing.
    pub dry_run: bool,
}

impl Settings {
    /// The settings of a run that only compares.
    #[cfg(feature = "plans")]
    pub(crate) fn comparing(collections: Collections) -> Self {
        Settings {
            match_by: MatchBy::Any,
            collections,
            access_level_policy: None,
            wait_ms: 0,
            approve: false,
            reactivate: false,
            include_administrators: false,
            dry_run: false,
        }
    }

    /// Splits an input into the settings and the user's fields. Collects every problem of the settings.
    pub fn split(input: &Json, problems: &mut Problems) -> (Self, Json) {
        let (mut settings, mut user) = (Json::object(), Json::object());
        for (key, value) in &input.entries() {
            if SETTINGS.contains(&key.as_str()) {
                settings.insert(key, value);
            } else {
                user.insert(key, value);
            }
        }
        (Self::read(&settings, &user, problems), user)
    }

    fn read(settings: &Json, user: &Json, problems: &mut Problems) -> Self {
        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "camelCase")]
        struct Input {
            match_by: Option<MatchBy>,
            collections: Option<Collections>,
            access_level_policy: Option<AccessLevelPolicy>,
            wait_ms: Option<u32>,
            approve: Option<bool>,
            reactivate: Option<bool>,
            include_administrators: Option<bool>,
            dry_run: Option<bool>,
        }
        let input: Input = read_into_problems(settings, problems).unwrap_or_default();
        let settings = Settings {
            match_by: input.match_by.unwrap_or(MatchBy::Any),
            collections: input.collections.unwrap_or(Collections::Merge),
            access_level_policy: input.access_level_policy,
            wait_ms: input.wait_ms.unwrap_or(DEFAULT_WAIT_MS),
            approve: input.approve.unwrap_or(false),
            reactivate: input.reactivate.unwrap_or(false),
            include_administrators: input.include_administrators.unwrap_or(false),
            dry_run: input.dry_run.unwrap_or(false),
        };
        settings.check(user, problems);
        settings
    }

    fn check(self, user: &Json, problems: &mut Problems) {
        if self.wait_ms > MAX_WAIT_MS {
            problems.add(
                "waitMs",
                format!("must be at most {MAX_WAIT_MS} but is {}", self.wait_ms),
            );
        }
        let key = user.str_or_default("extRefID");
        if self.match_by == MatchBy::ExtRefId && key.is_empty() {
            problems.add("extRefID", "is required if matchBy is 'extRefID'");
        }
        if wants_inactive(user) {
            let mut refuse = |on: bool, name: &str| {
                if on {
                    problems.add(name, "must be absent if isActive is false");
                }
            };
            refuse(self.approve, "approve");
            refuse(self.reactivate, "reactivate");
        }
    }
}

/// Whether the input makes the user inactive.
pub fn wants_inactive(user: &Json) -> bool {
    user.get_bool("isActive") == Some(false)
}
