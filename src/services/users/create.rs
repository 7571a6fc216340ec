//! Creating a user without making two: Workfront has no idempotency key (docs/workfront-facts.md#idempotency).

use super::claims::Creation;
use super::pages::{by_ids, id_of};
use super::read_user;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::{Id, date};
use crate::protocol::{
    ApiRequest,
    evidence::{self, Evidence, Proof},
    filter::Modifier,
    results::only,
};
use crate::transport::{Method, Payload};
use serde::Serialize;

/// Where a user came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CreateOutcome {
    /// This run created it.
    Created,
    /// The answer was lost, and a user with that e-mail address (or extRefID) has been there for longer.
    Found,
}

/// A user that is there now.
#[derive(Debug)]
pub struct Created {
    /// The user.
    pub user: Json,
    /// Where it came from.
    pub outcome: CreateOutcome,
    /// Whether it has the names, the access level and the keys that were asked for.
    pub is_as_asked: bool,
    /// How the outcome is known.
    pub evidence: Evidence,
}

/// The fields that no two users share, and how one is looked up by each.
const UNIQUE: &[(&str, Modifier)] = &[("extRefID", Modifier::Eq), ("emailAddr", Modifier::Cieq)];

/// What is read back: who it is, and whether the account works or waits.
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

/// The clocks of a host and of Workfront may differ by this much.
const CLOCK_SKEW_MS: f64 = 300_000.0;

/// What to do where nobody knows whether there is a new user.
pub(crate) const LOOK_FIRST: &str =
    "Search for the e-mail address (also among inactive users) before you create the user again.";

/// Creates a user. Sent once: where the response is lost or proves nothing, the user is looked up instead. Costs 1
/// request, 1 more where Workfront doesn't say the state, and 1 or 2 more after a loss.
///
/// # Errors
/// Kind `outcomeUnknown` where the response was lost and the user doesn't show, `conflict` where somebody else has the
/// address or reference then; what Workfront refuses.
pub async fn create(client: &Client, wanted: &Json) -> Result<Created> {
    let started = client.now();
    let creation = Creation::begin(client, &wanted.str_or_default("emailAddr"));
    let request = ApiRequest::new(Method::Post, "/user")
        .with_fields(READ_BACK)
        .with_payload(Payload::Json(wanted.clone()));
    let lost = match client.send(request).await {
        Ok(data) => {
            let user = only(&data);
            let proof = evidence::of_create(&user, wanted);
            if let (Proof::Done | Proof::Accepted, Some(id)) = (proof, id_of(&user)) {
                creation.claim(id.as_str());
                return with_state(client, user, &id).await;
            }
            let message = "Workfront's response doesn't show the new user";
            Error::new(ErrorKind::UnexpectedResponse, message)
        }
        Err(error) if error.maybe_done => error,
        Err(error) => return Err(blame_fields(error, wanted)),
    };
    let mut fields = READ_BACK.to_vec();
    fields.extend(["extRefID", "entryDate", "enteredByID"]);
    match find_same(client, wanted, &fields).await {
        Ok(Some(user)) => found_after_loss(client, wanted, user, &lost, (&creation, started)).await,
        Ok(None) if evidence::is_bare_refusal(&lost) && !lost.after_loss => {
            let hint = format!("The user was looked up and doesn't show. {}", lost.hint);
            let refused = evidence::refused(lost).with_hint(hint);
            Err(blame_fields(refused, wanted))
        }
        Ok(None) => Err(unknown(&with_reason(lost, "the user doesn't show (yet)"))),
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
        is_as_asked: true,
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

/// A user with the wanted address or reference, after the response to a creation was lost: ours, or somebody else.
async fn found_after_loss(
    client: &Client,
    wanted: &Json,
    user: Json,
    lost: &Error,
    (creation, started): (&Creation, f64),
) -> Result<Created> {
    if id_of(&user).is_none() {
        return Err(unknown(&with_reason(
            lost.clone(),
            "the user who shows has no ID",
        )));
    }
    let is_as_asked = is_as_asked(&user, wanted);
    let outcome = if is_as_asked && is_ours(client, &user, creation, started).await {
        CreateOutcome::Created
    } else {
        CreateOutcome::Found
    };
    Ok(Created {
        user,
        outcome,
        is_as_asked,
        evidence: Evidence::ReadBack,
    })
}

/// Whether this call has made a user who has what was asked for: entered since the call began, by the connection's own
/// user where Workfront shows it, and not made by another call of this process.
async fn is_ours(client: &Client, user: &Json, creation: &Creation, started: f64) -> bool {
    let entered = user.get_str("entryDate").as_deref().and_then(date::parse);
    let is_new = entered.is_some_and(|entered| entered as f64 >= started - CLOCK_SKEW_MS);
    let Some(id) = id_of(user).filter(|_| is_new) else {
        return false;
    };
    if let Some(by) = user.get_str("enteredByID") {
        // Who the connection is may be hidden; then only somebody's name in the record could tell.
        if let Ok(Some(own)) = own_user(client).await
            && by != own
        {
            return false;
        }
    }
    creation.claim(id.as_str())
}

/// Whether a creation that began at `started` has made a user who has what was asked for. Claims the user then.
pub(crate) async fn is_own_creation(
    client: &Client,
    wanted: &Json,
    user: &Json,
    (creation, started): (&Creation, f64),
) -> bool {
    is_as_asked(user, wanted) && is_ours(client, user, creation, started).await
}

/// Whether a user has the names, the access level and the keys that were asked for, as far as they are shown.
fn is_as_asked(user: &Json, wanted: &Json) -> bool {
    let asked = asked_for(wanted);
    evidence::compare(user, &asked).differing.is_empty()
}

/// What shows that a user is the wanted one: names, access level, address and reference.
fn asked_for(wanted: &Json) -> Json {
    let mut asked = Json::object();
    for name in [
        "firstName",
        "lastName",
        "username",
        "emailAddr",
        "extRefID",
        "accessLevelID",
    ] {
        if let Some(value) = wanted.get_non_null(name) {
            asked.insert(name, value);
        }
    }
    asked
}

/// The ID of the connection's own user, as far as Workfront says it. Costs 1 request, once a connection.
async fn own_user(client: &Client) -> Result<Option<String>> {
    if let Some(own) = &*client.tenant().own_user.borrow() {
        return Ok(Some(own.clone()));
    }
    let session = client.send(ApiRequest::new(Method::Get, "/session"));
    let own = session.await?.get_str("userID");
    client.tenant().own_user.borrow_mut().clone_from(&own);
    Ok(own)
}

fn with_reason(mut lost: Error, reason: &str) -> Error {
    lost.message = format!("{}; {reason}", lost.message);
    lost
}

fn unknown(cause: &Error) -> Error {
    evidence::unknown(cause, "the user was created")
        .with_field("emailAddr")
        .with_hint(LOOK_FIRST)
}

/// The error for a user who was there before a creation whose response was lost.
pub fn found_somebody(user: &Json) -> Error {
    let id = user.str_or_default("ID");
    let message = format!(
        "The response to the creation was lost, and user {id} has this e-mail address or extRefID: somebody else's, or made by somebody else"
    );
    Error::new(ErrorKind::Conflict, message)
        .with_field("emailAddr")
        .about(&id)
        .with_hint("Look the user up and update it instead, or use the action 'provision'.")
}

/// The user that has the wanted extRefID or, failing that, the wanted e-mail address, whatever its case. Costs 1 or
/// 2 requests.
///
/// # Errors
/// Several users have it (kind `conflict`), or the search failed.
pub async fn find_same(client: &Client, wanted: &Json, fields: &[&str]) -> Result<Option<Json>> {
    for &(field, modifier) in UNIQUE {
        let value = wanted.str_or_default(field);
        if value.is_empty() {
            continue;
        }
        let found = by_ids(client, field, modifier, vec![value], fields).await?;
        refuse_strangers(&found, field, wanted)?;
        match found.len() {
            0 => {}
            1 => return Ok(Some(found.at(0))),
            _ => return Err(twins(field, wanted, &found)),
        }
    }
    Ok(None)
}

/// Every user of a look-up must have what was looked up.
fn refuse_strangers(found: &Json, field: &str, wanted: &Json) -> Result<()> {
    let value = wanted.str_or_default(field);
    let has_it = |user: Json| evidence::is_same_key(&user.str_or_default(field), &value);
    if found.items().all(has_it) {
        return Ok(());
    }
    let message = format!(
        "Workfront was asked for the user with the {field} '{value}' and shows somebody else"
    );
    Err(Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field(field)
        .with_hint("Nothing of it was used. Check that no cache or proxy stands between."))
}

/// Old tenants hold users whose addresses differ only in case (docs/workfront-facts.md#e-mail-and-username).
fn twins(field: &str, wanted: &Json, found: &Json) -> Error {
    let mut ids = Vec::new();
    for user in found.items() {
        ids.extend(user.get_str("ID"));
    }
    let message = format!(
        "Several users have the {field} '{}': {}",
        wanted.str_or_default(field),
        ids.join(", ")
    );
    Error::new(ErrorKind::Conflict, message)
        .with_field(field)
        .with_hint("Nothing was changed. Make it unique in Workfront, or name the user by ID.")
}

/// The input fields that Workfront's message names, or that a duplicate can be about.
fn blame_fields(error: Error, wanted: &Json) -> Error {
    let message = error.workfront_message.as_deref().unwrap_or_default();
    let message = &message.to_ascii_lowercase();
    let mut error = error;
    for key in &wanted.keys() {
        if message.contains(&key.to_ascii_lowercase()) {
            error = error.with_field(key);
        }
    }
    if error.kind == ErrorKind::Conflict && error.fields.is_empty() {
        return error.with_field("emailAddr").with_field("username");
    }
    error
}
