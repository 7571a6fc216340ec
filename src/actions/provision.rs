#[cfg(feature = "schema")]
use super::Example;
use super::create::find_problems;
use super::{About, Action, Context, Requests};
use crate::client::Client;
use crate::error::{Details, Result};
use crate::input::{Problems, check as check_input, read_json};
use crate::json::Json;
use crate::model::person_key::with_trimmed_keys;
use crate::protocol::evidence::Evidence;
use crate::services::directory::{NAMED, check_name_and_id, with_ids};
use crate::services::provisioning::{Change, ProvisionOutcome, SETTINGS, Settings, provision};
use crate::services::users::with_custom_paths;
use serde::{Deserialize, Deserializer, Serialize};

/// Creates a user, or updates the user if it exists.
#[derive(Debug)]
pub struct Provision;

/// The required fields. The username of a new user is the address by default, and that of an existing one is left alone.
const REQUIRED: &[&str] = &["emailAddr", "firstName", "lastName", "accessLevelID"];

/// The fields that the user is to have, with Workfront's names, and the settings of the action.
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

/// The result of provisioning a user.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ProvisionOutput"))]
pub struct Output {
    /// The user, as Workfront returned it last. If a dry run would create the user: the fields that would be sent, with an empty 'ID'.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// Whether the user was created, updated or unchanged, or is not active yet; in a dry run, what would be done.
    pub outcome: ProvisionOutcome,
    /// The fields that this run changed, or that a dry run would change; for a new user all fields of the input except the password.
    pub changes: Vec<Change>,
    /// How the creation or update is known: from Workfront's response or by reading the user back. Absent if neither was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// In a dry run: why a guard would refuse the change. Absent if none would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Details>,
    /// Remarks on this run, and what is left to do.
    pub notes: Vec<String>,
}

impl Action for Provision {
    const ID: &'static str = "provision";
    const ABOUT: About = About {
        title: "Provision a user",
        description: "Creates a user, or finds the user (also an inactive one) and updates only the fields that differ. Then waits until the account is active. Safe to repeat. Changes that shut the user out are refused for the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            1,
            "1 to find the user, 1 to create or update the user if something differs, 1 for each name that was not looked up lately, 1 to compare the licences if the access level differs and accessLevelPolicy is not exact, 1 to approve, and 1 every 1 to 5 seconds of waiting; a change that could shut the user out costs the guards' requests of 'deactivate'",
        ),
        group: "Users",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let (settings, desired) = check(client, &input.0)?;
        let (desired, _) = with_ids(client, &desired, desired.entries()).await?;
        let done = provision(client, desired, settings)
            .await
            .map_err(|error| with_custom_paths(error, &input.0, ""))?;
        Ok(Output {
            user: done.user,
            outcome: done.outcome,
            changes: done.changes,
            evidence: done.evidence,
            held: done
                .held
                .map(|error| error.in_action(Provision::ID).into_details()),
            notes: done.notes.into_vec(),
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
                "role": "Designer",
                "extRefID": "hr-1042",
            }),
            fails: &[Conflict, Forbidden, OutcomeUnknown],
        }
    }
}

/// Checks the input completely before anything is sent.
pub(super) fn check(client: &Client, input: &Json) -> Result<(Settings, Json)> {
    let tenant = client.tenant();
    let mut problems = Problems::default();
    let (settings, user) = Settings::split(input, &mut problems);
    let (user, entries) = with_trimmed_keys(&user);
    find_problems(
        &entries,
        REQUIRED,
        tenant.sso,
        tenant.allow_unknown_fields,
        SETTINGS,
        &mut problems,
    );
    if user.has("username") && user.str_or_default("username").is_empty() {
        problems.add(
            "username",
            "must not be empty: leave it out, and a new user gets emailAddr as the username",
        );
    }
    check_name_and_id(&entries, &mut problems);
    problems.into_result()?;
    Ok((settings, with_cleared_ids(&user)))
}

/// Replaces a name that is null by an ID that is null: `manager: null` clears `managerID`.
fn with_cleared_ids(user: &Json) -> Json {
    let mut cleared = Json::object();
    for (key, value) in &user.entries() {
        match NAMED.iter().find(|(name, ..)| *name == key) {
            Some((_, id_field, _)) if value.is_null() => cleared.insert(id_field, value),
            _ => cleared.insert(key, value),
        }
    }
    cleared
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Input {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProvisionInput".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        crate::services::provisioning::schema::of_input(crate::services::users::REQUIRED, generator)
    }
}
