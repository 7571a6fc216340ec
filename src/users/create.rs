//! Creating a user without making two: Workfront has no idempotency key (facts, section 12, trap 40).

use super::pages::{by_ids, id_of};
use super::read::only;
use super::read_user;
use crate::api::filter::Modifier;
use crate::api::{ApiRequest, Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::date;
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
const LOOK_FIRST: &str =
    "Search for the e-mail address (also among inactive users) before you create the user again.";

/// Creates a user. Sent once: where the answer is lost, the user is looked up instead. Costs 1 request, 1 more
/// where Workfront doesn't tell the state, and 1 more after a loss.
///
/// # Errors
/// Kind `outcomeUnknown` where the answer was lost and the user doesn't show; what Workfront refuses.
pub async fn create(client: &Client, wanted: &Json) -> Result<Created> {
    let started = client.now();
    let request = ApiRequest::new(Method::Post, "/user")
        .with_fields(READ_BACK)
        .with_payload(Payload::Json(wanted.clone()));
    let error = match client.send(request).await {
        Ok(answer) => {
            let mut user = only(answer);
            if let Some(id) = id_of(&user) {
                if !user.has("isActive") {
                    let read = read_user(client, &id, READ_BACK).await;
                    user = read.map_err(|error| unread(error, &id))?;
                }
                let outcome = CreateOutcome::Created;
                return Ok(Created { user, outcome });
            }
            let message = "Workfront gave no ID of the new user";
            Error::new(ErrorKind::UnexpectedResponse, message)
        }
        Err(error) if is_lost(&error) => error,
        Err(error) => return Err(blame_fields(error, wanted)),
    };
    let mut fields = READ_BACK.to_vec();
    fields.push("entryDate");
    let found = find_same(client, wanted, &fields).await;
    after_loss(found, &error, started)
}

fn unread(error: Error, id: &Id) -> Error {
    let hint = format!(
        "The user was created with the ID {id}; only reading it back failed: {}",
        error.hint
    );
    error.about(id.as_str()).with_hint(hint)
}

fn is_lost(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Server | ErrorKind::UnexpectedResponse
    )
}

/// What became of a user whose creation was told by no answer.
fn after_loss(found: Result<Option<Json>>, error: &Error, started: f64) -> Result<Created> {
    let why = match found {
        Ok(Some(user)) => {
            let entered = user.get_str("entryDate").as_deref().and_then(date::parse);
            let is_new = entered.is_some_and(|entered| entered as f64 >= started - CLOCK_SKEW_MS);
            let outcome = if is_new {
                CreateOutcome::Created
            } else {
                CreateOutcome::Found
            };
            return Ok(Created { user, outcome });
        }
        Ok(None) => "the user doesn't show (yet)".to_owned(),
        Err(second) => format!("looking it up failed too: {}", second.message),
    };
    Err(unknown(error, &why))
}

fn unknown(error: &Error, why: &str) -> Error {
    let message = format!(
        "It is unknown whether the user was created ({}), and {why}",
        error.message
    );
    let mut unknown = Error::new(ErrorKind::OutcomeUnknown, message)
        .with_field("emailAddr")
        .with_hint(LOOK_FIRST);
    unknown.status = error.status;
    unknown
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
        match found.len() {
            0 => {}
            1 => return Ok(Some(found.at(0))),
            _ => return Err(twins(field, wanted, &found)),
        }
    }
    Ok(None)
}

/// Old tenants hold users whose addresses differ only in case (facts, section 3.6).
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
