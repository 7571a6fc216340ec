use crate::api::{ApiRequest, Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::Method;

/// Reads one user, and says what a 404 can mean. Costs 1 request.
///
/// # Errors
/// Kind `notFound`, and every failure of the request.
pub async fn read_user(client: &Client, id: &Id, fields: &[&str]) -> Result<Json> {
    let request = ApiRequest::to_object(Method::Get, "user", id).with_fields(fields);
    let data = client
        .send(request)
        .await
        .map_err(|error| explain(error, id))?;
    // The docs' prose once shows a list for a single object (facts, section 6.1).
    let user = only(data);
    if user.is_object() {
        Ok(user)
    } else {
        let error = Error::new(ErrorKind::NotFound, format!("There is no user {id}"));
        Err(explain(error, id))
    }
}

/// What an answer is about, where it is a list of one.
pub(super) fn only(answer: Json) -> Json {
    if answer.is_array() {
        answer.at(0)
    } else {
        answer
    }
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
