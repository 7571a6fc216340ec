#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::input::{Problems, check as check_input, read_json};
use crate::json::Json;
use crate::model::person_key::with_trimmed_keys;
use crate::model::user_check::{self, Rules};
use crate::protocol::evidence::Evidence;
use crate::services::directory::with_ids;
use crate::services::provisioning::wants_inactive;
use crate::services::users::{self, CreateOutcome, REQUIRED};
use serde::{Deserialize, Deserializer, Serialize};

/// Creates a user.
#[derive(Debug)]
pub struct Create;

/// The fields of the new user with Workfront's names. Names of custom fields begin with `DE:`.
#[derive(Clone, Debug)]
pub struct Input(pub Json);

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let Some(json) = read_json(deserializer)? else {
            return Ok(Input(Json::null()));
        };
        if !json.is_object() {
            check_input(|path, problems| {
                problems.add_wrong_type(path, "an object of user fields", &json)
            });
        }
        Ok(Input(json))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Input {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NewUser".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        crate::model::schema::writable_user("The new user's fields", REQUIRED, generator)
    }
}

/// The state of a user's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// The account is active.
    Active,
    /// The account is not active yet: it needs an approval, or the Adobe Admin Console has to know it.
    Pending,
    /// The account was created inactive, as requested.
    Inactive,
}

/// The new user.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The user, as Workfront returned it, with the new ID.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// The state of the account.
    pub status: Status,
    /// 'created', or 'found' if the response was lost and the user existed before.
    pub outcome: CreateOutcome,
    /// How the outcome is known: from Workfront's response or by looking the user up.
    pub evidence: Evidence,
}

impl Action for Create {
    const ID: &'static str = "create";
    const ABOUT: About = About {
        title: "Create a user",
        description: "Creates a user and returns whether the account is active or needs an approval. The request is never repeated: if the response is lost, the user is looked up.",
        requests: Requests::at_least(
            1,
            "1 more for each name that was not looked up lately, and 1 more if the response does not show the new user's state",
        ),
        group: "Users",
        read_only: false,
        destructive: false,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let tenant = context.client.tenant();
        let (user, fields) = with_trimmed_keys(&input.0);
        check(&fields, tenant.sso, tenant.allow_unknown_fields)?;
        let (desired, _) = with_ids(&context.client, &user, fields).await?;
        let created = users::create(&context.client, &desired)
            .await
            .map_err(|error| users::with_custom_paths(error, &desired, ""))?;
        if created.outcome == CreateOutcome::Found && !created.matches_request {
            return Err(users::found_other_user(&created.user));
        }
        let status = status_of(&created.user, &desired);
        Ok(Output {
            user: created.user,
            status,
            outcome: created.outcome,
            evidence: created.evidence,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Conflict, Forbidden, OutcomeUnknown};
        Example {
            input: serde_json::json!({
                "username": "sam.lee@example.com",
                "emailAddr": "sam.lee@example.com",
                "firstName": "Sam",
                "lastName": "Lee",
                "accessLevel": "Standard",
                "homeGroup": "Marketing",
            }),
            fails: &[Conflict, Forbidden, OutcomeUnknown],
        }
    }
}

pub(super) fn check(user: &[(String, Json)], sso: Option<bool>, allow_unknown: bool) -> Result<()> {
    let mut problems = Problems::default();
    find_problems(user, REQUIRED, sso, allow_unknown, &[], &mut problems);
    problems.into_result()
}

/// Collects every problem of a user that is to be created. `settings` are the other properties of the input.
pub(super) fn find_problems(
    user: &[(String, Json)],
    required: &'static [&'static str],
    sso: Option<bool>,
    allow_unknown: bool,
    settings: &'static [&'static str],
    problems: &mut Problems,
) {
    user_check::check(
        user,
        Rules {
            path: "",
            required,
            sso,
            allow_unknown,
            settings,
        },
        problems,
    );
    let is_password = |(key, value): &(String, Json)| {
        key == "password" && value.as_str().is_some_and(|text| !text.is_empty())
    };
    if sso == Some(false) && !user.iter().any(is_password) {
        problems.add(
            "password",
            "is required: this tenant has no SSO, so users log in with a password",
        );
    }
}

/// The state of the account of a new user. An inactive user is pending unless the input made it inactive: Workfront creates
/// users as "Deactivated + Pending Approval" (docs/workfront-facts.md#pending-users).
pub(super) fn status_of(user: &Json, desired: &Json) -> Status {
    if user.get_bool("isActive") == Some(true) {
        return Status::Active;
    }
    let needs_approval = user.get_or_null("userApproval").is_object();
    if wants_inactive(desired) && !needs_approval {
        Status::Inactive
    } else {
        Status::Pending
    }
}
