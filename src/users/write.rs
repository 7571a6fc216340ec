use super::explain;
use crate::api::{ApiRequest, Client, Id};
use crate::error::{Error, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::model::user::{self, Rules};
use crate::transport::{Method, Payload};

/// Checks what is to be changed, field by field.
///
/// # Errors
/// A validation error that tells every problem; nothing to change is one.
pub fn check_changes(client: &Client, changes: &Json, path: &str) -> Result<()> {
    if !changes.is_object() || changes.keys().is_empty() {
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

/// Changes a user: only what `changes` has, falsy values included. Costs 1 request.
///
/// # Errors
/// Every failure of the request.
pub async fn put<S: AsRef<str>>(
    client: &Client,
    id: &Id,
    changes: Json,
    fields: &[S],
) -> Result<Json> {
    let request = ApiRequest::to_object(Method::Put, "user", id)
        .with_fields(fields)
        .with_payload(Payload::Json(changes));
    let answer = client
        .send(request)
        .await
        .map_err(|error| explain(error, id))?;
    Ok(if answer.is_array() {
        answer.at(0)
    } else {
        answer
    })
}
