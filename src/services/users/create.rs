//! Creates a user and never two: Workfront has no idempotency key (docs/workfront-facts.md#idempotency).

use super::claims::Creation;
use super::find_same::find_same;
use super::own_creation::{is_own_creation, matches_request};
use super::pages::id_of;
use super::read_user;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest,
    evidence::{self, Evidence, Proof},
    results::only,
};
use crate::transport::{Method, Payload};
use serde::Serialize;

/// The required fields of a new user.
pub const REQUIRED: &[&str] = &[
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "accessLevelID",
];

/// Whether a user was created or found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CreateOutcome {
    /// This run created it.
    Created,
    /// The response was lost, and there is an older user with that e-mail address or extRefID.
    Found,
}

/// A user that was created or found.
#[derive(Debug)]
pub struct Created {
    /// The user.
    pub user: Json,
    /// Whether it was created or found.
    pub outcome: CreateOutcome,
    /// Whether it has the names, the access level and the keys that were sent.
    pub matches_request: bool,
    /// How the outcome is known.
    pub evidence: Evidence,
}

/// The fields that are read back.
const READ_BACK: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
    "accessLevelID",
    "homeGroupID",
    "userApproval:status",
];

/// What to do where it is unknown whether there is a new user.
pub(crate) const SEARCH_FIRST: &str =
    "Search for the e-mail address (also among inactive users) before you create the user again.";

/// Creates a user. The creation is sent once: where the response is lost or proves nothing, the user is looked up. Costs 1
/// request, 1 more if the response doesn't show the state, and 1 to 3 more after a loss.
///
/// # Errors
/// Kind `outcomeUnknown` if the response was lost and the user isn't found; Workfront's refusal.
pub async fn create(client: &Client, desired: &Json) -> Result<Created> {
    let creation = Creation::begin(client, &desired.str_or_default("emailAddr"));
    let request = ApiRequest::new(Method::Post, "/user")
        .with_fields(READ_BACK)
        .with_payload(Payload::Json(desired.clone()));
    let lost = match client.send(request).await {
        Ok(data) => {
            let user = only(&data);
            let proof = evidence::of_create(&user, desired);
            if let (Proof::Done | Proof::Accepted, Some(id)) = (proof, id_of(&user)) {
                creation.claim(id.as_str());
                return with_state(client, user, &id).await;
            }
            let message = "Workfront's response doesn't show the new user";
            Error::new(ErrorKind::UnexpectedResponse, message)
        }
        Err(error) if error.maybe_done => error,
        Err(error) => return Err(with_conflicting_fields(error, desired)),
    };
    let mut fields = READ_BACK.to_vec();
    fields.extend(["extRefID", "entryDate", "enteredByID"]);
    match find_same(client, desired, &fields).await {
        Ok(Some(user)) => found_after_loss(client, desired, user, &lost, &creation).await,
        Ok(None) if evidence::is_gateway_refusal(&lost) && !lost.after_loss => {
            let hint = format!("The user was looked up and not found. {}", lost.hint);
            let refused = evidence::refused(lost).with_hint(hint);
            Err(with_conflicting_fields(refused, desired))
        }
        Ok(None) => Err(unknown(&with_reason(
            lost,
            "the user was not found, or not yet",
        ))),
        Err(unread) => Err(unknown(&evidence::unread_cause(&lost, &unread))),
    }
}

/// The new user, with its state.
async fn with_state(client: &Client, user: Json, id: &Id) -> Result<Created> {
    let (outcome, mut evidence) = (CreateOutcome::Created, Evidence::Response);
    let mut user = user;
    if !user.has("isActive") {
        let read = read_user(client, id, READ_BACK).await;
        user = read.map_err(|error| unread(error, id))?;
        evidence = Evidence::ReadBack;
    }
    Ok(Created {
        user,
        outcome,
        matches_request: true,
        evidence,
    })
}

fn unread(error: Error, id: &Id) -> Error {
    let hint = format!(
        "The user was created with the ID {id}; only reading it back failed: {}",
        error.hint
    );
    error.about(id.as_str()).with_hint(hint)
}

/// A user with the desired e-mail address or reference, after the response to a creation was lost: the new user or another.
async fn found_after_loss(
    client: &Client,
    desired: &Json,
    user: Json,
    lost: &Error,
    creation: &Creation,
) -> Result<Created> {
    if id_of(&user).is_none() {
        return Err(unknown(&with_reason(
            lost.clone(),
            "the user who was found has no ID",
        )));
    }
    let matches_request = matches_request(&user, desired);
    let outcome = if is_own_creation(client, desired, &user, creation).await {
        CreateOutcome::Created
    } else {
        CreateOutcome::Found
    };
    Ok(Created {
        user,
        outcome,
        matches_request,
        evidence: Evidence::ReadBack,
    })
}

fn with_reason(mut lost: Error, reason: &str) -> Error {
    lost.message = format!("{}; {reason}", lost.message);
    lost
}

fn unknown(cause: &Error) -> Error {
    evidence::unknown(cause, "the user was created")
        .with_field("emailAddr")
        .with_hint(SEARCH_FIRST)
}

/// The error for another user with the desired e-mail address or reference, after the response to a creation was lost.
pub fn found_other_user(user: &Json) -> Error {
    let id = user.str_or_default("ID");
    let message = format!(
        "The response to the creation was lost, and another user has this e-mail address or extRefID: {id}"
    );
    Error::new(ErrorKind::Conflict, message)
        .with_field("emailAddr")
        .about(&id)
        .with_hint("Look the user up and update it instead, or use the action 'provision'.")
}

/// Adds the input fields that Workfront's message names, or that a duplicate can be about.
fn with_conflicting_fields(error: Error, desired: &Json) -> Error {
    let message = error.workfront_message.as_deref().unwrap_or_default();
    let message = &message.to_ascii_lowercase();
    let mut error = error;
    for key in &desired.keys() {
        if message.contains(&key.to_ascii_lowercase()) {
            error = error.with_field(key);
        }
    }
    if error.kind == ErrorKind::Conflict && error.fields.is_empty() {
        return error.with_field("emailAddr").with_field("username");
    }
    error
}
