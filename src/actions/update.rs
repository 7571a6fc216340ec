use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::Result;
use crate::json::Json;
use crate::model::{
    FieldKind, Id,
    person_key::with_trimmed_keys,
    user::{SUMMARY_FIELDS, field},
};
use crate::protocol::{evidence::Evidence, fields::as_strs};
use crate::services::directory::{resolve_user_id, with_ids};
use crate::services::guards::{self, GuardOptions, Reservation, Watched};
use crate::services::users::{
    Collections, check_changes, fields_to_merge, merged, put, read_user, with_custom_paths,
};
use serde::{Deserialize, Serialize};

/// Changes some fields of a user.
#[derive(Debug)]
pub struct Update;

/// The user and the changes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("allOf" = [crate::input::exactly_one(&["ID", "user"])])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// The user's e-mail address or full name, instead of 'ID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-placeholder" = samples::EMAIL)))]
    pub user: Option<String>,
    /// The fields to change, with Workfront's names. Other fields stay unchanged. null clears a field; false, 0 and '' are sent as they are.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::Changes"))]
    pub changes: Json,
    /// What happens to the user's groups, teams, roles and other collections that 'changes' doesn't list: 'replace' removes them (default, as in Workfront's API), 'merge' keeps them.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub collections: Option<Collections>,
    /// Whether to make changes that shut the user out even if it is an administrator: a deactivation, another access level or username. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
}

/// The user after the change.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UpdateOutput"))]
pub struct Output {
    /// The user, as Workfront returned it: the identifying fields and the changed ones.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// How the outcome is known: from Workfront's response or by reading the user back. Absent if no change was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Remarks on this change.
    pub notes: Vec<String>,
}

const EMAIL_UNCHANGED: &str = "The e-mail address was not changed: organizations that use the Adobe Admin Console change it there.";
const USERNAME_FOLLOWS: &str = "Workfront changes the username with the e-mail address only if both were equal: set username as well to be sure.";

impl Action for Update {
    const ID: &'static str = "update";
    const ABOUT: About = About {
        title: "Update a user",
        description: "Changes some fields of a user and leaves the others unchanged. A deactivation, its date, another access level and other usernames are refused for the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            1,
            "1 more to find the user by e-mail address or name, 1 more to merge collections, and 1 more for each name that was not looked up lately; a change that could shut the user out costs 1 to read the user (so does another e-mail address, which may be the username, and other groups if the connection protects groups), and the guards' requests of 'deactivate'",
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
        let (desired, entries) = with_trimmed_keys(&input.changes);
        check_changes(client, &entries, "changes")?;
        let id = resolve_user_id(client, &input.ID, &input.user).await?;
        let (mut changes, keys) = with_ids(client, &desired, entries).await?;
        let to_merge = match input.collections {
            Some(Collections::Merge) => fields_to_merge(&changes),
            Some(Collections::Replace) | None => Vec::new(),
        };
        let mut to_read = as_strs(&to_merge);
        let is_guarded = guards::effect_of(&changes, Watched::of(client)).is_some();
        if is_guarded {
            to_read = guards::fields_beside(client, &to_read, &changes);
        }
        let mut reservation = Reservation::default();
        if !to_read.is_empty() {
            let present = read_user(client, &id, &to_read).await?;
            if !to_merge.is_empty() {
                changes = merged(&present, &changes);
            }
            let options = GuardOptions::for_one(input.includeAdministrators);
            reservation = guards::judge_changes(client, &present, &changes, options).await?;
        }
        let fields = fields_to_read(&keys);
        let written = put(client, &id, changes.clone(), &fields).await;
        let written = written.map_err(|error| with_custom_paths(error, &changes, "changes"));
        let written = reservation.end(written)?;
        let (user, evidence) = (written.user, written.evidence);
        let mut notes = notes(&changes, &user);
        for field in written.differing.iter().filter(|name| *name != "emailAddr") {
            notes.push(format!(
                "Workfront accepted the change of '{field}' but still returns another value."
            ));
        }
        Ok(Output {
            user,
            evidence: Some(evidence),
            notes,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        Example {
            input: serde_json::json!({ "ID": samples::JANE, "changes": { "title": "Head of Design", "phoneNumber": null } }),
            fails: &[NotFound, Forbidden],
        }
    }
}

/// The identifying fields, and the changed fields that can be read back.
fn fields_to_read(keys: &[String]) -> Vec<&str> {
    let mut fields = SUMMARY_FIELDS.to_vec();
    for key in keys {
        let readable = field(key).is_some_and(|field| {
            !matches!(
                field.kind,
                FieldKind::Secret | FieldKind::Collection | FieldKind::Custom
            )
        });
        if (readable || key.starts_with("DE:")) && !fields.contains(&key.as_str()) {
            fields.push(key);
        }
    }
    fields
}

fn notes(changes: &Json, user: &Json) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(desired) = changes.get_str("emailAddr") {
        let email = user.get_str("emailAddr");
        if email.is_some_and(|email| !email.eq_ignore_ascii_case(&desired)) {
            notes.push(EMAIL_UNCHANGED.to_owned());
        } else if !changes.has("username") {
            notes.push(USERNAME_FOLLOWS.to_owned());
        }
    }
    notes
}
