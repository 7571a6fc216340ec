use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::Result;
use crate::json::Json;
use crate::model::{
    FieldKind, Id,
    user::{SUMMARY_FIELDS, field},
};
use crate::protocol::{evidence::Evidence, fields::as_strs};
use crate::services::directory::{resolve_user_id, with_ids};
use crate::services::users::{Collections, check_changes, fields_to_merge, merged, put, read_user};
use serde::{Deserialize, Serialize};

/// Changes some fields of a user.
#[derive(Debug)]
pub struct Update;

/// Whom to change, and what.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// The user's e-mail address or full name, instead of the ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-placeholder" = samples::EMAIL)))]
    pub user: Option<String>,
    /// The fields to change, by Workfront's names; what isn't here stays. Null clears a field; false, 0 and '' are sent as they are.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::Changes"))]
    pub changes: Json,
    /// What becomes of the groups, teams, roles and the like that the user has and 'changes' doesn't name: 'replace' (Workfront's own way, when not given) or 'merge'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub collections: Option<Collections>,
}

/// The user after the change.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UpdateOutput"))]
pub struct Output {
    /// The user, as Workfront gave it: who it is, and the fields that were changed.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// How the outcome is known: by Workfront's response, or by reading the user back. Absent where nothing was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What to know about this change.
    pub notes: Vec<String>,
}

const EMAIL_KEPT: &str = "The e-mail address was not taken over: in organizations of the Adobe Admin Console it is changed there.";
const USERNAME_FOLLOWS: &str = "The username follows the e-mail address only where both were equal: set username as well to be sure.";

impl Action for Update {
    const ID: &'static str = "update";
    const ABOUT: About = About {
        title: "Update a user",
        description: "Changes the fields given and leaves the others.",
        requests: Requests::at_least(
            1,
            "1 more to find the user by e-mail address or name, 1 more to merge collections, and 1 more for each name that was not looked up lately",
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
        let given = input.changes.entries();
        check_changes(client, &given, "changes")?;
        let id = resolve_user_id(client, &input.ID, &input.user).await?;
        let (mut changes, keys) = with_ids(client, &input.changes, given).await?;
        if input.collections == Some(Collections::Merge) {
            let fields = fields_to_merge(&changes);
            if !fields.is_empty() {
                let present = read_user(client, &id, &as_strs(&fields)).await?;
                changes = merged(&present, &changes);
            }
        }
        let fields = fields_to_read(&keys);
        let written = put(client, &id, changes.clone(), &fields).await?;
        let (user, evidence) = (written.user, written.evidence);
        let mut notes = notes(&changes, &user);
        for field in written.differing.iter().filter(|name| *name != "emailAddr") {
            notes.push(format!(
                "Workfront accepted the change of '{field}' and still shows another value."
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

/// Who it is, and what was changed, as far as it can be read back.
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
    if let Some(wanted) = changes.get_str("emailAddr") {
        let email = user.get_str("emailAddr");
        if email.is_some_and(|email| !email.eq_ignore_ascii_case(&wanted)) {
            notes.push(EMAIL_KEPT.to_owned());
        } else if !changes.has("username") {
            notes.push(USERNAME_FOLLOWS.to_owned());
        }
    }
    notes
}
