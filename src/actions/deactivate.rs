use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::Result;
use crate::json::Json;
use crate::model::{Id, user::SUMMARY_FIELDS};
use crate::protocol::evidence::Evidence;
use crate::services::directory::resolve_user_id;
use crate::services::guards::{self, GuardOptions};
use crate::services::users::{State, read_user, set_active};
use serde::{Deserialize, Serialize};

/// What deactivation does not do (docs/workfront-facts.md#deactivation).
pub(super) const NOTES: &[&str] = &[
    "Open sessions may continue until they expire: deactivation doesn't end them immediately.",
    "The product profile in the Adobe Admin Console stays assigned: remove it there, or the account may become active again.",
    "Work, approvals and reports stay assigned to this user: reassign them.",
];

const STILL_ACTIVE: &str = "A sync with the Adobe Admin Console may keep the account active: remove the product profile there.";

/// Deactivates a user.
#[derive(Debug)]
pub struct Deactivate;

/// The user to deactivate.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "allOf" = [crate::input::exactly_one(&["ID", "user"])])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// The user's e-mail address or full name, instead of 'ID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-placeholder" = samples::EMAIL)))]
    pub user: Option<String>,
    /// Whether to deactivate the user even if it is an administrator. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
}

/// The user after the deactivation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Remarks: what deactivation doesn't do, and whether the user was inactive already.
    pub notes: Vec<&'static str>,
}

impl Action for Deactivate {
    const ID: &'static str = "deactivate";
    const ABOUT: About = About {
        title: "Deactivate a user",
        description: "Deactivates a user's account and keeps its history. Does nothing if the account is inactive already. Refuses the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            1,
            "1 if the user is inactive already, otherwise 2; 1 more to find the user by e-mail address or name; the guards cost 1 for the connection's own user once a connection, 1 for an administrator, 1 for each name in protect that was not looked up lately, and 1 an hour after ten people",
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
        let id = resolve_user_id(client, &input.ID, &input.user).await?;
        let changes = Json::object_of(&[("isActive", false.into())]);
        let fields = guards::fields_beside(client, SUMMARY_FIELDS, &changes);
        let mut user = read_user(client, &id, &fields).await?;
        let before = State::of(&user, &id)?;
        let mut after = before;
        let mut evidence = None;
        let mut notes = NOTES.to_vec();
        if before.is_active {
            let options = GuardOptions::for_one(input.includeAdministrators);
            let reservation = guards::judge_changes(client, &user, &changes, options).await?;
            let changed = set_active(client, &id, changes, SUMMARY_FIELDS, STILL_ACTIVE).await;
            let changed = reservation.end(changed)?;
            (user, after) = (changed.user, changed.after);
            evidence = Some(changed.evidence);
        } else {
            notes.insert(0, "The user was inactive already. Nothing was changed.");
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
