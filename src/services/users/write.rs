use super::{State, explain, read_user};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Problems, join};
use crate::json::Json;
use crate::model::{
    Id,
    user_check::{self, Rules},
};
use crate::protocol::{
    ApiRequest,
    evidence::{self, Evidence, Proof},
    results::only,
};
use crate::transport::{Method, Payload};

/// Checks the fields to change.
///
/// # Errors
/// Kind `validation`, with every problem; no field to change is one.
pub fn check_changes(client: &Client, changes: &[(String, Json)], path: &str) -> Result<()> {
    if changes.is_empty() {
        return Err(Error::invalid(
            path,
            "must be an object with at least one field to change",
        ));
    }
    let tenant = client.tenant();
    let rules = Rules {
        path,
        required: &[],
        sso: tenant.sso,
        allow_unknown: tenant.allow_unknown_fields,
        settings: &[],
    };
    let mut problems = Problems::default();
    user_check::check(changes, rules, &mut problems);
    problems.into_result()
}

/// The error of a write, with the paths of the custom fields that it names in this user of the input, which is at `path`.
pub fn with_custom_paths(mut error: Error, user: &Json, path: &str) -> Error {
    let in_object = user.get_or_null("parameterValues");
    for field in &mut error.fields {
        if user.has(field) && field.starts_with("DE:") {
            *field = join(path, field);
        } else if in_object.has(field) {
            *field = join(&join(path, "parameterValues"), field);
        }
    }
    error
}

/// A user after a write.
#[derive(Debug)]
pub struct Written {
    /// The user, as Workfront shows it.
    pub user: Json,
    /// What proves the write.
    pub evidence: Evidence,
    /// The fields that Workfront accepted but shows with another value.
    pub differing: Vec<String>,
}

/// Changes the fields of a user that `changes` has, including `null`, `false` and `""`, and returns the changed user. Costs 1
/// request, and 1 more if the response doesn't prove the change: it was lost, is about something else, or only accepts.
///
/// # Errors
/// Workfront's refusal; a failure after which reading back shows the user unchanged; kind `outcomeUnknown` if reading back
/// proves nothing.
pub async fn put(client: &Client, id: &Id, changes: Json, fields: &[&str]) -> Result<Written> {
    let request = ApiRequest::to_object(Method::Put, "user", id)
        .with_fields(fields)
        .with_payload(Payload::Json(changes.clone()));
    let lost = match client.send(request).await {
        Ok(data) => {
            let user = only(&data);
            match evidence::of_update(&user, id.as_str(), &changes) {
                Proof::Done => {
                    return Ok(Written {
                        user,
                        evidence: Evidence::Response,
                        differing: Vec::new(),
                    });
                }
                Proof::Accepted => None,
                Proof::Nothing => Some(no_proof()),
            }
        }
        Err(error) if error.maybe_done => Some(error),
        Err(error) => return Err(explain(error, id)),
    };
    read_back(client, id, &changes, fields, lost).await
}

/// Reads a user after a write that was lost, or that Workfront accepted without showing it.
async fn read_back(
    client: &Client,
    id: &Id,
    changes: &Json,
    fields: &[&str],
    lost: Option<Error>,
) -> Result<Written> {
    let what = format!("user {id} was changed");
    let user = match (read_user(client, id, fields).await, &lost) {
        (Ok(user), _) => user,
        (Err(unread), Some(lost)) => {
            let cause = evidence::unread_cause(lost, &unread);
            return Err(evidence::unknown(&cause, &what).about(id.as_str()));
        }
        (Err(unread), None) => return Err(evidence::unknown(&unread, &what).about(id.as_str())),
    };
    let state = evidence::compare(&user, changes);
    match lost {
        Some(lost) if state.differing.is_empty() && state.same.is_empty() => {
            Err(evidence::unknown(&lost, &what).about(id.as_str()))
        }
        Some(lost) if !state.shows_write() => {
            Err(evidence::not_done(lost, "user").about(id.as_str()))
        }
        None if state.same.is_empty()
            && state.differing.iter().any(|name| !may_be_ignored(name)) =>
        {
            Err(without_effect(&state.differing, id))
        }
        _ => Ok(Written {
            user,
            evidence: Evidence::ReadBack,
            differing: state.differing,
        }),
    }
}

/// Whether Workfront may ignore a change of the field: e-mail addresses are changed in the Adobe Admin Console.
fn may_be_ignored(field: &str) -> bool {
    field == "emailAddr"
}

/// The error of a write that Workfront accepted without any effect.
fn without_effect(fields: &[String], id: &Id) -> Error {
    let message = format!(
        "Workfront accepted the change, but user {id} still has another value: {}",
        fields.join(", ")
    );
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str());
    for field in fields {
        error = error.with_field(field);
    }
    error.with_hint("Nothing was changed. Check whether the fields are managed in another place, such as the Adobe Admin Console.")
}

fn no_proof() -> Error {
    let message = "Workfront's response to the change is about something else";
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = true;
    error
}

/// A user whose account was activated or deactivated.
#[derive(Debug)]
pub struct ActiveStateChange {
    /// The user, as Workfront shows it.
    pub user: Json,
    /// The state after the change.
    pub after: State,
    /// What proves it.
    pub evidence: Evidence,
}

/// Activates or deactivates an account and returns the user with the new state. Costs as many requests as [`put`].
///
/// # Errors
/// As for [`put`]; if the state doesn't change, an error with the hint `reason`.
pub async fn set_active(
    client: &Client,
    id: &Id,
    changes: Json,
    fields: &[&str],
    reason: &str,
) -> Result<ActiveStateChange> {
    let active = changes.get_bool("isActive") == Some(true);
    let written = put(client, id, changes, fields).await;
    let Written { user, evidence, .. } =
        written.map_err(|error| explain_set_active(error, id, active, reason))?;
    let after = State::of(&user, id)?;
    if after.is_active == active {
        return Ok(ActiveStateChange {
            user,
            after,
            evidence,
        });
    }
    Err(unchanged(id, active, reason))
}

/// The error of [`put`], or that of an account whose state doesn't change.
fn explain_set_active(error: Error, id: &Id, active: bool, reason: &str) -> Error {
    if error.names("isActive") {
        unchanged(id, active, reason)
    } else {
        error
    }
}

fn unchanged(id: &Id, active: bool, reason: &str) -> Error {
    let still = if active { "inactive" } else { "active" };
    let message = format!("Workfront accepted the change, but user {id} is still {still}");
    Error::new(ErrorKind::UnexpectedResponse, message)
        .about(id.as_str())
        .with_hint(reason)
}
