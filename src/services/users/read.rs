use super::pages::by_ids;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest,
    evidence::{is_in_own_words, is_object_with_id},
    filter::Modifier,
    results::only,
};
use crate::transport::Method;

/// Reads one user, and says what a 404 can mean. Costs 1 request, and 1 more where Workfront's response shows neither the
/// user nor, in its own words, that there is none: then the user is searched for by ID.
///
/// # Errors
/// Kind `notFound` where Workfront says that there is no such user, `unexpectedResponse` where it shows somebody else,
/// and every failure of the request.
pub async fn read_user(client: &Client, id: &Id, fields: &[&str]) -> Result<Json> {
    let request = ApiRequest::to_object(Method::Get, "user", id).with_fields(fields);
    match client.send(request).await {
        Ok(data) => {
            // The docs' prose once shows a list for a single object (docs/workfront-facts.md#response-shapes).
            let user = only(&data);
            if is_object_with_id(&user, id.as_str()) {
                return Ok(user);
            }
            if user.is_object() && user.has("ID") {
                return Err(somebody_else(id));
            }
            // It says nothing: also an empty list would only say it once more.
            find_user(client, id, fields)
                .await
                .map_err(|error| match error.kind {
                    ErrorKind::NotFound => nothing_shown(id),
                    _ => error,
                })
        }
        // A bare 404: whether it is about the user, a search shows.
        Err(error) if matches!(error.status, Some(404 | 410)) && !is_in_own_words(&error) => {
            find_user(client, id, fields).await
        }
        Err(error) => Err(explain(error, id)),
    }
}

/// Searches for a user by ID: an empty list of Workfront's shows that there is none.
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
    user.ok_or_else(|| somebody_else(id))
}

fn nothing_shown(id: &Id) -> Error {
    let message = format!("Workfront was asked for user {id} and shows nothing");
    Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str())
}

fn somebody_else(id: &Id) -> Error {
    let message = format!("Workfront was asked for user {id} and shows somebody else");
    Error::new(ErrorKind::UnexpectedResponse, message)
        .about(id.as_str())
        .with_hint("Nothing of it was used. Check that no cache or proxy stands between.")
}

/// Names the user that an error concerns.
pub fn explain(mut error: Error, id: &Id) -> Error {
    if error.kind == ErrorKind::NotFound {
        error.hint = format!(
            "Either there is no user {id} in this tenant, or the connection's user may not see them: check the ID, then the access level."
        );
        error = error.with_field("ID");
    }
    error.about(id.as_str())
}
