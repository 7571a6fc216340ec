use super::pages::by_ids;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest,
    evidence::{is_from_workfront, is_object_with_id},
    filter::Modifier,
    results::only,
};
use crate::transport::Method;

/// Reads one user. Costs 1 request, and 1 more if the response neither shows the user nor says that there is none: then the
/// user is searched for by ID.
///
/// # Errors
/// Kind `notFound` if Workfront says that there is no such user, `unexpectedResponse` if it shows another user; any failure
/// of the request.
pub async fn read_user(client: &Client, id: &Id, fields: &[&str]) -> Result<Json> {
    let request = ApiRequest::to_object(Method::Get, "user", id).with_fields(fields);
    match client.send(request).await {
        Ok(data) => {
            // The documentation shows an array in one place for a single object (docs/workfront-facts.md#response-shapes).
            let user = only(&data);
            if is_object_with_id(&user, id.as_str()) {
                return Ok(user);
            }
            if user.is_object() && user.has("ID") {
                return Err(other_user(id));
            }
            // The response shows nothing; an empty search result would prove no more.
            find_user(client, id, fields)
                .await
                .map_err(|error| match error.kind {
                    ErrorKind::NotFound => nothing_shown(id),
                    _ => error,
                })
        }
        // A 404 that Workfront didn't write: a search shows whether there is such a user.
        Err(error) if matches!(error.status, Some(404 | 410)) && !is_from_workfront(&error) => {
            find_user(client, id, fields).await
        }
        Err(error) => Err(explain(error, id)),
    }
}

/// Searches for a user by ID. An empty array shows that there is none.
async fn find_user(client: &Client, id: &Id, fields: &[&str]) -> Result<Json> {
    let ids = vec![id.as_str().to_owned()];
    let found = by_ids(client, "ID", Modifier::In, ids, fields).await;
    let found = found.map_err(|error| error.about(id.as_str()))?;
    if found.is_empty() {
        let error = Error::new(ErrorKind::NotFound, format!("There is no user {id}"));
        return Err(explain(error, id));
    }
    let mut users = found.items();
    let user = users.find(|user| is_object_with_id(user, id.as_str()));
    user.ok_or_else(|| other_user(id))
}

fn nothing_shown(id: &Id) -> Error {
    let message = format!("Workfront's response to the read of user {id} shows no user");
    Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str())
}

fn other_user(id: &Id) -> Error {
    let message = format!("Workfront's response to the read of user {id} shows another user");
    Error::new(ErrorKind::UnexpectedResponse, message)
        .about(id.as_str())
        .with_hint("The response was not used. Check that no cache or proxy changes responses.")
}

/// Adds the user's ID to an error, and its possible causes to `notFound`.
pub fn explain(mut error: Error, id: &Id) -> Error {
    if error.kind == ErrorKind::NotFound {
        error.hint = format!(
            "There is no user {id} in this tenant, or the connection's user may not see them: check the ID, then the access level."
        );
        error = error.with_field("ID");
    }
    error.about(id.as_str())
}
