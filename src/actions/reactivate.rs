use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::{Error, Result};
use crate::json::{Json, Kind};
use crate::model::{Id, Object};
use crate::protocol::evidence::Evidence;
use crate::services::directory::{check_exclusive, resolve_optional_id, resolve_user_id};
use crate::services::users::{State, read_user, set_active};
use serde::{Deserialize, Serialize};

const FIELDS: &[&str] = &[
    "ID",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
    "accessLevelID",
];

/// What reactivation doesn't restore (docs/workfront-facts.md#reactivation).
const NOTES: &[&str] = &[
    "The deactivation removed the proof licence and proof role: set them again.",
    "The product profile in the Adobe Admin Console is not restored: without it the user can't log in.",
];

const PENDING: &str = "The account may need an approval or a product profile: approve the user in Workfront, or add the product profile in the Adobe Admin Console.";

/// Reactivates an inactive user.
#[derive(Debug)]
pub struct Reactivate;

/// The user to reactivate, and the access level.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "allOf" = [
    crate::input::exactly_one(&["ID", "user"]),
    crate::input::at_most_one(&["accessLevelID", "accessLevel"]),
])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// The user's e-mail address or full name, instead of 'ID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-placeholder" = samples::EMAIL)))]
    pub user: Option<String>,
    /// The ID of the access level, which Workfront requires. Default: the user's last access level.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::AccessLevel)))]
    pub accessLevelID: Option<Id>,
    /// The name of the access level, instead of 'accessLevelID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = "Standard")))]
    pub accessLevel: Option<String>,
}

/// The user after the reactivation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReactivateOutput"))]
pub struct Output {
    /// The user, as Workfront returned it last.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// The state before the call.
    pub before: State,
    /// The state after the call.
    pub after: State,
    /// How the outcome is known: from Workfront's response or by reading the user back. Absent if no change was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Remarks: what reactivation doesn't restore, and whether the user was active already.
    pub notes: Vec<&'static str>,
}

impl Action for Reactivate {
    const ID: &'static str = "reactivate";
    const ABOUT: About = About {
        title: "Reactivate a user",
        description: "Reactivates an inactive user's account with an access level. Does nothing if the account is active already.",
        requests: Requests::between(
            1,
            4,
            "1 if the user is active already, otherwise 2; 1 more for each name that was not looked up lately",
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
        let (level, name) = (&input.accessLevelID, &input.accessLevel);
        check_exclusive(level, name, "accessLevelID", "accessLevel")?;
        let id = resolve_user_id(client, &input.ID, &input.user).await?;
        let level =
            resolve_optional_id(client, Object::AccessLevel, level, name, "accessLevel").await?;
        let mut user = read_user(client, &id, FIELDS).await?;
        let before = State::of(&user, &id)?;
        let mut after = before;
        let mut evidence = None;
        let mut notes = vec!["The user was active already. Nothing was changed."];
        if !before.is_active {
            let level = match level {
                Some(level) => level.as_str().into(),
                None => user.get_or_null("accessLevelID"),
            };
            if level.kind() != Kind::String {
                return Err(Error::invalid(
                    "accessLevelID",
                    "is required: Workfront reactivates a user only with an access level, and this user has none",
                )
                .about(id.as_str()));
            }
            let body = Json::object_of(&[("isActive", true.into()), ("accessLevelID", level)]);
            let changed = set_active(client, &id, body, FIELDS, PENDING).await?;
            (user, after) = (changed.user, changed.after);
            evidence = Some(changed.evidence);
            notes = NOTES.to_vec();
        }
        Ok(Output {
            user,
            before,
            after,
            evidence,
            notes,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        Example {
            input: serde_json::json!({ "ID": samples::LEFT, "accessLevel": "Standard" }),
            fails: &[NotFound, Forbidden],
        }
    }
}
