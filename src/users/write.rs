use super::read::only;
use super::{State, explain, read_user};
use crate::api::{ApiRequest, Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::model::user::{self, Rules};
use crate::transport::{Method, Payload};

/// Checks what is to be changed, field by field.
///
/// # Errors
/// A validation error that tells every problem; nothing to change is one.
pub fn check_changes(client: &Client, changes: &[(String, Json)], path: &str) -> Result<()> {
    if changes.is_empty() {
        return Err(Error::invalid(
            path,
            "must be an object with at least one field to change",
        ));
    }
    let tenant = client.tenant();
    let rules = Rules {
        required: &[],
        sso: tenant.sso,
        allow_unknown: tenant.allow_unknown_fields,
    };
    let mut problems = Problems::default();
    user::check(changes, rules, &mut problems);
    problems.into_result()
}

/// Changes a user: only what `changes` has, falsy values included. Gives the user as it is then. Costs 1 request, 1 more
/// where the answer doesn't hold the field `told`: some versions answer `{"success": true}`.
///
/// # Errors
/// Every failure of a request.
pub async fn put(
    client: &Client,
    id: &Id,
    changes: Json,
    fields: &[&str],
    told: &str,
) -> Result<Json> {
    let request = ApiRequest::to_object(Method::Put, "user", id)
        .with_fields(fields)
        .with_payload(Payload::Json(changes));
    let answer = client
        .send(request)
        .await
        .map_err(|error| explain(error, id))?;
    let user = only(answer);
    if user.has(told) {
        return Ok(user);
    }
    read_user(client, id, fields).await
}

/// Makes an account work, or stops it, and gives the user with the state after it.
///
/// # Errors
/// Every failure of a request; the state stays what it was, whose `reason` is told.
pub async fn switch(
    client: &Client,
    id: &Id,
    changes: Json,
    fields: &[&str],
    reason: &str,
) -> Result<(Json, State)> {
    let active = changes.get_bool("isActive") == Some(true);
    let user = put(client, id, changes, fields, "isActive").await?;
    let after = State::of(&user, id)?;
    if after.is_active == active {
        return Ok((user, after));
    }
    let still = if active { "inactive" } else { "active" };
    let message = format!("Workfront accepted the change, but user {id} is still {still}");
    Err(Error::new(ErrorKind::UnexpectedResponse, message)
        .about(id.as_str())
        .with_hint(reason))
}
