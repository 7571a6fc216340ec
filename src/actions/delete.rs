use super::{About, Action, Context};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "schema")]
use crate::manifest::samples;
use crate::model::{Id, Object, form::Picker};
use crate::protocol::{
    ApiRequest,
    evidence::{self, Evidence, Proof},
};
use crate::services::directory::{check_either, either};
use crate::services::users::{explain, read_user};
#[cfg(feature = "schema")]
use crate::transport::Method;
use serde::{Deserialize, Serialize};

/// What deletion takes away (facts, section 3.8).
const NOTES: &[&str] = &[
    "Deletion can't be undone: what the user owned stays with a blank owner, and the user's own documents go.",
    "Workfront deletes in the background: the user may show for minutes to hours.",
    "The account in the Adobe Admin Console stays: remove it there.",
];

const STILL_SHOWS: &str = "The user still shows. Workfront may be deleting in the background: look again in some minutes before you try again.";

/// A delete whose answer was lost is sent so often at most, each time after a look.
const ATTEMPTS: usize = 3;

/// Deletes a user.
#[derive(Debug)]
pub struct Delete;

/// Whom to delete.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Id,
    /// The same ID once more: deletion can't be undone. Deactivate instead to keep the history.
    #[cfg_attr(feature = "schema", schemars(extend("x-depends-on" = ["ID"])))]
    pub confirm: String,
    /// Delete also what depends on the user.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub force: Option<bool>,
    /// ID of the user who takes over what this one owns, before the deletion.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User)))]
    pub replacementID: Option<Id>,
    /// E-mail address or full name of that user, instead of replacementID.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub replacement: Option<String>,
}

/// That the user is deleted.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DeleteOutput"))]
pub struct Output {
    /// Always true; otherwise the action fails.
    pub deleted: bool,
    /// The user's ID.
    #[serde(rename = "ID")]
    pub id: Id,
    /// True where Workfront accepted the deletion and the user still showed: it runs in the background.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<bool>,
    /// How the outcome is known: by Workfront's response, or by reading the user back.
    pub evidence: Evidence,
    /// What is lost, and where the account lives on.
    pub notes: Vec<&'static str>,
}

impl Action for Delete {
    const ID: &'static str = "delete";
    const ABOUT: About = About {
        title: "Delete a user",
        description: "Deletes a user for good, which takes the user out of the history: deactivate instead where that matters. Costs 1 request, 1 more with a replacement, and 1 or more where an answer is lost.",
        group: "Users",
        read_only: false,
        destructive: true,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let id = &input.ID;
        if input.confirm != id.as_str() {
            return Err(Error::invalid("confirm", "must repeat the ID of the user to delete")
                .about(id.as_str())
                .with_hint("Nothing was sent. Deletion can't be undone: write the same ID into confirm, or deactivate the user."));
        }
        let (heir, name) = (&input.replacementID, &input.replacement);
        check_either(heir, name, "replacementID", "replacement")?;
        let replacement = either(client, Object::User, heir, name, "replacement").await?;
        if replacement.as_ref() == Some(id) {
            return Err(Error::invalid(
                "replacementID",
                "must be another user than the one to delete",
            ));
        }
        if let Some(replacement) = replacement {
            let done = client.send(hand_over(id, &replacement)).await;
            done.map_err(|error| not_handed_over(error, id))?;
        }
        let deletion = delete(client, id, input.force == Some(true)).await?;
        Ok(Output {
            deleted: true,
            id: id.clone(),
            pending: deletion.pending.then_some(true),
            evidence: deletion.evidence,
            notes: NOTES.to_vec(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> crate::manifest::Example {
        use crate::error::ErrorKind::{Forbidden, NotFound, OutcomeUnknown};
        crate::manifest::Example {
            input: serde_json::json!({ "ID": samples::LEFT, "confirm": samples::LEFT, "force": true }),
            fails: &[NotFound, Forbidden, OutcomeUnknown],
        }
    }
}

/// `PUT /user/replace` (facts, section 3.1).
fn hand_over(id: &Id, replacement: &Id) -> ApiRequest {
    let mut request = ApiRequest::new(Method::Put, "/user/replace");
    request.query.add("id", id.as_str());
    request.query.add("replacementID", replacement.as_str());
    request
}

fn not_handed_over(error: Error, id: &Id) -> Error {
    let hint = format!("The user was not deleted. {}", error.hint);
    let error = explain(error, id).with_field("replacementID");
    error.with_hint(hint)
}

/// What is known of a deletion.
struct Deletion {
    evidence: Evidence,
    pending: bool,
}

/// Sent again only after a look: "no such user" means that it is done where a response was lost, and a mistake where
/// none was. Workfront deletes in the background, so that a user who still shows may be gone soon.
async fn delete(client: &Client, id: &Id, force: bool) -> Result<Deletion> {
    let mut lost: Option<Error> = None;
    let mut shows = false;
    for _ in 0..ATTEMPTS {
        let mut request = ApiRequest::to_object(Method::Delete, "user", id).repeatable(false);
        if force {
            request.query.add("force", "true");
        }
        let error = match client.send(request).await {
            Ok(data) if evidence::of_delete(&data) == Proof::Done => {
                let evidence = Evidence::Response;
                // A look before this attempt has shown the user, maybe while an earlier one was under way.
                return Ok(Deletion {
                    evidence,
                    pending: shows,
                });
            }
            Ok(_) => {
                let message = "Workfront's response to the deletion says nothing about it";
                Error::new(ErrorKind::UnexpectedResponse, message)
            }
            Err(error) if error.maybe_done || lost.is_some() => error,
            Err(error) => return Err(explain(error, id)),
        };
        let wait = error.retry_after_ms;
        let cause = lost.take().unwrap_or(error);
        match read_user(client, id, &["ID"]).await {
            Err(gone) if gone.kind == ErrorKind::NotFound => {
                let evidence = Evidence::ReadBack;
                return Ok(Deletion {
                    evidence,
                    pending: false,
                });
            }
            Err(unread) => return Err(unknown(id, &unread)),
            Ok(_) => shows = true,
        }
        // Asked to wait: a longer wait than the connection allows ends the attempts.
        if let Some(ms) = wait {
            if client.tenant().policy.is_too_long(ms) {
                return Err(unknown(id, &cause).with_hint(STILL_SHOWS));
            }
            let slept = client.unless_cancelled(client.host().clock.sleep(ms)).await;
            slept.map_err(|stopped| unknown(id, &stopped))?;
        }
        lost = Some(cause);
    }
    let cause = lost.unwrap_or_else(|| Error::new(ErrorKind::Internal, "nothing was sent"));
    Err(unknown(id, &cause).with_hint(STILL_SHOWS))
}

fn unknown(id: &Id, cause: &Error) -> Error {
    evidence::unknown(cause, &format!("user {id} was deleted")).about(id.as_str())
}
