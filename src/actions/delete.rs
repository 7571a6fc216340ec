use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::{Id, Object};
use crate::protocol::{
    ApiRequest,
    evidence::{self, Evidence, Proof},
};
use crate::services::directory::{check_exclusive, resolve_optional_id};
use crate::services::guards::{self, Effect, GuardOptions};
use crate::services::users::{Deleted, Deletion, complete_deletion, explain, read_user};
use crate::transport::{Future, Method};
use serde::{Deserialize, Serialize};

/// What deletion removes (docs/workfront-facts.md#deletion).
const NOTES: &[&str] = &[
    "Deletion can't be undone: objects that the user owned stay without an owner, and the user's own documents are deleted.",
    "Workfront deletes in the background: the user may be visible for minutes to hours.",
    "The account in the Adobe Admin Console is not deleted: remove it there.",
];

/// Deletes a user.
#[derive(Debug)]
pub struct Delete;

/// The user to delete.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("allOf" = [crate::input::at_most_one(&["replacementID", "replacement"])])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Id,
    /// The same ID again, as deletion can't be undone. Deactivate the user instead to keep the history.
    #[cfg_attr(feature = "schema", schemars(extend("x-depends-on" = ["ID"])))]
    pub confirm: String,
    /// Also delete objects that depend on the user. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub force: Option<bool>,
    /// The ID of the user who becomes the owner of this user's objects before the deletion.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User)))]
    pub replacementID: Option<Id>,
    /// The e-mail address or full name of that user, instead of 'replacementID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub replacement: Option<String>,
    /// Whether to delete the user even if it is an administrator. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
}

/// The confirmation of the deletion.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DeleteOutput"))]
pub struct Output {
    /// Always true: otherwise the action fails.
    pub deleted: bool,
    /// The user's ID.
    #[serde(rename = "ID")]
    pub id: Id,
    /// True if Workfront accepted the deletion and the user was still visible: the deletion runs in the background.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<bool>,
    /// How the outcome is known: from Workfront's response or by reading the user back.
    pub evidence: Evidence,
    /// Remarks: what was deleted, and where the account still exists.
    pub notes: Vec<&'static str>,
}

impl Action for Delete {
    const ID: &'static str = "delete";
    const ABOUT: About = About {
        title: "Delete a user",
        description: "Deletes a user permanently and removes the user from the history. Deactivate the user instead to keep the history. Refuses the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            2,
            "1 more to hand over to a replacement, and 1 more to find the replacement by e-mail address or name; the guards cost 1 for the connection's own user once a connection, 1 for an administrator, 1 for each name in protect that was not looked up lately, and 1 an hour after ten people",
        ),
        group: "Users",
        read_only: false,
        destructive: true,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        check(input)?;
        let id = &input.ID;
        let (heir, name) = (&input.replacementID, &input.replacement);
        check_exclusive(heir, name, "replacementID", "replacement")?;
        let replacement =
            resolve_optional_id(client, Object::User, heir, name, "replacement").await?;
        if replacement.as_ref() == Some(id) {
            return Err(Error::invalid(
                "replacementID",
                "must be another user than the user to delete",
            ));
        }
        let fields = guards::fields(client, &[Effect::Removes]);
        let user = read_user(client, id, &fields).await?;
        let options = GuardOptions::for_one(input.includeAdministrators);
        let reservation = guards::judge_one(client, &user, Effect::Removes, options).await?;
        let deletion = hand_over_and_delete(client, input, replacement.as_ref()).await;
        let deletion = reservation.end(deletion)?;
        Ok(Output {
            deleted: true,
            id: id.clone(),
            pending: deletion.was_there.then_some(true),
            evidence: deletion.evidence,
            notes: NOTES.to_vec(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotFound, OutcomeUnknown};
        Example {
            input: serde_json::json!({ "ID": samples::LEFT, "confirm": samples::LEFT, "force": true }),
            fails: &[NotFound, Forbidden, OutcomeUnknown],
        }
    }
}

/// Checks the confirmation.
pub(super) fn check(input: &Input) -> Result<()> {
    let id = input.ID.as_str();
    if input.confirm == id {
        return Ok(());
    }
    Err(Error::invalid("confirm", "must be the ID of the user to delete")
        .about(id)
        .with_hint("Nothing was sent. Deletion can't be undone: set confirm to the same ID, or deactivate the user."))
}

async fn hand_over_and_delete(
    client: &Client,
    input: &Input,
    replacement: Option<&Id>,
) -> Result<Deleted> {
    let id = &input.ID;
    if let Some(replacement) = replacement {
        let data = client.send(hand_over(id, replacement)).await;
        let data = data.map_err(|error| not_handed_over(error, id))?;
        if evidence::of_action(&data) != Proof::Done {
            let message = "Workfront's response does not show it";
            let mut lost = Error::new(ErrorKind::UnexpectedResponse, message);
            lost.maybe_done = true;
            let unknown = evidence::unknown(&lost, "the user's objects were handed over");
            return Err(not_handed_over(unknown, id));
        }
    }
    delete(client, id, input.force == Some(true)).await
}

/// `PUT /user/replace` (docs/workfront-facts.md#deletion).
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

/// A deletion of one user.
struct UserDeletion<'a> {
    client: &'a Client,
    id: &'a Id,
    force: bool,
}

impl Deletion for UserDeletion<'_> {
    fn send(&self) -> Future<'_, Result<Json>> {
        let request = ApiRequest::to_object(Method::Delete, "user", self.id);
        let mut request = request.repeatable(false);
        if self.force {
            request.query.add("force", "true");
        }
        Box::pin(async {
            let data = self.client.send(request).await?;
            if evidence::of_delete(&data) == Proof::Done {
                return Ok(data);
            }
            let message = "Workfront's response does not show whether the user was deleted";
            let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
            error.maybe_done = true;
            Err(error)
        })
    }

    fn is_there(&self) -> Future<'_, Result<bool>> {
        Box::pin(async {
            match read_user(self.client, self.id, &["ID"]).await {
                Ok(_) => Ok(true),
                Err(error) if error.kind == ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

/// Deletes a user. Costs 1 request, and up to 5 more where a response is lost.
async fn delete(client: &Client, id: &Id, force: bool) -> Result<Deleted> {
    let deletion = UserDeletion { client, id, force };
    match deletion.send().await {
        Ok(data) => Ok(Deleted::by_response(data)),
        Err(lost) if lost.maybe_done => {
            let what = format!("user {id} was deleted");
            let deleted = complete_deletion(client, &deletion, &lost, &what).await;
            deleted.map_err(|error| error.about(id.as_str()))
        }
        Err(error) => Err(explain(error, id)),
    }
}
