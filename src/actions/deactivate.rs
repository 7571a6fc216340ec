use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::{Error, Result};
use crate::json::Json;
use crate::model::{Id, user::SUMMARY_FIELDS};
use crate::protocol::evidence::Evidence;
use crate::services::directory::resolve_user_id;
use crate::services::guards::{self, Effect, GuardOptions};
use crate::services::users::{
    PendingPeople, State, check_rejectable, is_pending, read_user, reject_approval, set_active,
};
use serde::{Deserialize, Serialize};

/// What deactivation does not do (docs/workfront-facts.md#deactivation).
pub(super) const NOTES: &[&str] = &[
    "Open sessions may continue until they expire: deactivation doesn't end them immediately.",
    "The product profile in the Adobe Admin Console stays assigned: remove it there, or the account may become active again.",
    "Work, approvals and reports stay assigned to this user: reassign them.",
];

/// What becomes of a user who waits for an approval (docs/workfront-facts.md#pending-users).
pub(super) const PENDING: &str = "An account that waits for an approval becomes active when the approval clears, and can't be deactivated before. Nothing was sent for it: run this again later, or reject the approval, which deletes the user (pending: 'reject', with confirm).";

/// What a rejection does (docs/workfront-facts.md#user-approvals).
pub(super) const REJECTED: &[&str] = &[
    "Rejecting an approval deletes the user, which can't be undone. Workfront deletes in the background: the user may be visible for minutes to hours.",
    "The account in the Adobe Admin Console is not deleted: remove it there, or the user may come back.",
];

/// What a rejection would do.
pub(super) const REJECTION_PLANNED: &str =
    "Rejecting an approval deletes the user, which can't be undone.";

const STILL_ACTIVE: &str = "A sync with the Adobe Admin Console may keep the account active: remove the product profile there.";

/// Deactivates a user.
#[derive(Debug)]
pub struct Deactivate;

/// The user to deactivate.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "allOf" = [crate::input::exactly_one(&["ID", "user"]), confirmed_rejection()])))]
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
    /// What happens if the user waits for an approval: 'keep' (default) or 'reject', which needs 'ID' and 'confirm'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub pending: Option<PendingPeople>,
    /// With 'pending' set to 'reject': the same ID again, as rejecting the approval deletes the user.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub confirm: Option<String>,
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
    /// The state after the call; that before it if the user was deleted.
    pub after: State,
    /// True if the user waits for an approval: the account becomes active when the approval clears, and nothing was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<bool>,
    /// True if the approval was rejected, which deletes the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted: Option<bool>,
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
        description: "Deactivates a user's account and keeps its history. Does nothing if the account is inactive already or waits for an approval. Refuses the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            1,
            "1 if the user is inactive already or pending, otherwise 2; 3 to reject the approval; 1 more to find the user by e-mail address or name; the guards cost 1 for the connection's own user once a connection, 1 for an administrator, 1 for each name in protect that was not looked up lately, and 1 an hour after ten people",
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
        let rejects = input.pending == Some(PendingPeople::Reject);
        if rejects {
            check_rejection(input)?;
        }
        let id = resolve_user_id(client, &input.ID, &input.user).await?;
        let changes = Json::object_of(&[("isActive", false.into())]);
        let fields = guards::fields_beside(client, SUMMARY_FIELDS, &changes);
        let mut user = read_user(client, &id, &fields).await?;
        let before = State::of(&user, &id)?;
        let mut after = before;
        let (mut evidence, mut pending, mut deleted) = (None, None, None);
        let mut notes = NOTES.to_vec();
        let options = GuardOptions::for_one(input.includeAdministrators);
        if before.is_active {
            let reservation = guards::judge_changes(client, &user, &changes, options).await?;
            let changed = set_active(client, &id, changes, SUMMARY_FIELDS, STILL_ACTIVE).await;
            let changed = reservation.end(changed)?;
            (user, after) = (changed.user, changed.after);
            evidence = Some(changed.evidence);
        } else if is_pending(&user) && rejects {
            check_rejectable(&user, &id)?;
            let reservation = guards::judge_one(client, &user, Effect::Removes, options).await?;
            reservation.end(reject_approval(client, &id).await)?;
            (evidence, deleted) = (Some(Evidence::ReadBack), Some(true));
            notes = REJECTED.to_vec();
        } else if is_pending(&user) {
            pending = Some(true);
            notes = vec![PENDING];
        } else {
            notes.insert(0, "The user was inactive already. Nothing was changed.");
        }
        Ok(Output {
            user,
            before,
            after,
            pending,
            deleted,
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

/// Deletion needs a confirmation, whoever asks for it.
fn check_rejection(input: &Input) -> Result<()> {
    let Some(id) = &input.ID else {
        return Err(Error::invalid(
            "ID",
            "is required with pending 'reject', which deletes the user",
        ));
    };
    if input.confirm.as_deref() == Some(id.as_str()) {
        return Ok(());
    }
    let problem = "must be the ID of the user: rejecting the approval deletes the user";
    Err(Error::invalid("confirm", problem)
        .about(id.as_str())
        .with_hint("Nothing was sent. Set confirm to the same ID, or leave pending out."))
}

/// The rule of the schema: a rejection names the user by ID, twice.
#[cfg(feature = "schema")]
fn confirmed_rejection() -> serde_json::Value {
    serde_json::json!({ "anyOf": [
        { "properties": { "pending": { "enum": ["keep", null] } } },
        {
            "required": ["ID", "confirm"],
            "properties": { "ID": { "type": "string" }, "confirm": { "type": "string" } },
        },
    ] })
}
