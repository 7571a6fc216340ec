use crate::input::{Problems, read_into_problems};
use crate::json::Json;
use crate::services::users::Collections;
use serde::Deserialize;

/// By what a person is recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum MatchBy {
    /// By the e-mail address, whatever its case.
    EmailAddr,
    /// By your own key.
    #[serde(rename = "extRefID")]
    ExtRefId,
    /// By your own key where it is given, and by the e-mail address.
    Any,
}

/// What stands beside the user's fields in the input of `provision`.
const SETTINGS: &[&str] = &["matchBy", "collections", "waitMs", "approve", "reactivate"];

const DEFAULT_WAIT_MS: u32 = 10_000;
const MAX_WAIT_MS: u32 = 300_000;

/// How a person is brought to the wanted state.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// By what the person is recognized.
    pub match_by: MatchBy,
    /// What becomes of rows that aren't named.
    pub collections: Collections,
    /// How long to wait for an account that isn't active yet.
    pub wait_ms: u32,
    /// Whether to approve an account that waits for it.
    pub approve: bool,
    /// Whether to make an inactive account active again.
    pub reactivate: bool,
}

impl Settings {
    /// Parts an input into the settings and the user's fields. Every problem of the settings is noted.
    pub fn part(input: &Json, problems: &mut Problems) -> (Self, Json) {
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
        struct Given {
            match_by: Option<MatchBy>,
            collections: Option<Collections>,
            wait_ms: Option<u32>,
            approve: Option<bool>,
            reactivate: Option<bool>,
        }
        let given: Given = read_into_problems(settings, problems).unwrap_or_default();
        let settings = Settings {
            match_by: given.match_by.unwrap_or(MatchBy::Any),
            collections: given.collections.unwrap_or(Collections::Merge),
            wait_ms: given.wait_ms.unwrap_or(DEFAULT_WAIT_MS),
            approve: given.approve.unwrap_or(false),
            reactivate: given.reactivate.unwrap_or(false),
        };
        settings.check(user, problems);
        settings
    }

    fn check(self, user: &Json, problems: &mut Problems) {
        if self.wait_ms > MAX_WAIT_MS {
            problems.add("waitMs", format!("must be at most {MAX_WAIT_MS}"));
        }
        let key = user.str_or_default("extRefID");
        if self.match_by == MatchBy::ExtRefId && key.is_empty() {
            problems.add("extRefID", "is required with matchBy 'extRefID'");
        }
        if wants_inactive(user) {
            let mut leave_out = |on: bool, name: &str| {
                if on {
                    problems.add(name, "must be left out when isActive is false");
                }
            };
            leave_out(self.approve, "approve");
            leave_out(self.reactivate, "reactivate");
        }
    }
}

/// Whether the person is to be inactive.
pub fn wants_inactive(user: &Json) -> bool {
    user.get_bool("isActive") == Some(false)
}
