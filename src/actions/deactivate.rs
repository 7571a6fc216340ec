use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::Result;
use crate::json::Json;
use crate::model::{Id, user::SUMMARY_FIELDS};
use crate::protocol::evidence::Evidence;
use crate::services::directory::resolve_user_id;
use crate::services::users::{State, read_user, switch};
use serde::{Deserialize, Serialize};

/// What deactivation doesn't do (docs/workfront-facts.md#deactivation).
pub(super) const NOTES: &[&str] = &[
    "Sessions that are open now may go on until they expire: deactivation doesn't end them at once.",
    "The product profile in the Adobe Admin Console stays: remove it there, or the account may come back.",
    "Work, approvals and reports of this user stay assigned: reassign them.",
];

const HELD_OPEN: &str = "A sync with the Adobe Admin Console may hold the account open: remove the product profile there.";

/// Deactivates a user.
#[derive(Debug)]
pub struct Deactivate;

/// Whom to deactivate.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1)))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// The user's e-mail address or full name, instead of the ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-placeholder" = samples::EMAIL)))]
    pub user: Option<String>,
}

/// What became of the user.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The user, as Workfront gave it last.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// The state before.
    pub before: State,
    /// The state after.
    pub after: State,
    /// How the outcome is known: by Workfront's response, or by reading the user back. Absent where nothing was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What to know: what deactivation doesn't do, and whether there was anything to do.
    pub notes: Vec<&'static str>,
}

impl Action for Deactivate {
    const ID: &'static str = "deactivate";
    const ABOUT: About = About {
        title: "Deactivate a user",
        description: "Stops a user's account and keeps its history. Does nothing when it is inactive already.",
        requests: Requests::between(
            1,
            3,
            "1 if the user is inactive already, otherwise 2; 1 more to find the user by e-mail address or name",
        ),
        group: "Users",
        read_only: false,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let id = resolve_user_id(client, &input.ID, &input.user).await?;
        let mut user = read_user(client, &id, SUMMARY_FIELDS).await?;
        let before = State::of(&user, &id)?;
        let mut after = before;
        let mut evidence = None;
        let mut notes = NOTES.to_vec();
        if before.is_active {
            let body = Json::object_of(&[("isActive", false.into())]);
            let switched = switch(client, &id, body, SUMMARY_FIELDS, HELD_OPEN).await?;
            (user, after) = (switched.user, switched.after);
            evidence = Some(switched.evidence);
        } else {
            notes.insert(0, "The user was inactive already; nothing was changed.");
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
            input: serde_json::json!({ "ID": samples::JANE }),
            fails: &[NotFound, Forbidden],
        }
    }
}
