//! Which users of a group of creates are there: asked before and, where the answer was lost, after.

use super::Operation;
use crate::api::filter::{Filter, Modifier, Selection};
use crate::api::{ApiRequest, Client};
use crate::error::Result;
use crate::json::Json;

/// What is read of a user who may have been created.
pub(super) const FIELDS: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
];

/// The users with the e-mail addresses that these operations create; nothing is asked where they create none.
///
/// # Errors
/// The look-up failed.
pub(super) async fn look_up(client: &Client, group: &[&Operation]) -> Result<Json> {
    match request(group)? {
        Some(request) => client.send(request).await,
        None => Ok(Json::array()),
    }
}

fn request(group: &[&Operation]) -> Result<Option<ApiRequest>> {
    let mut values = Vec::new();
    for operation in group.iter().filter(|operation| operation.creates_user()) {
        values.extend(operation.email());
    }
    if values.is_empty() {
        return Ok(None);
    }
    let selection = Selection {
        filters: &[Filter::on("emailAddr", Modifier::Ciin, values)],
        any_of: &[],
    };
    let mut request = ApiRequest::search("user", selection, FIELDS, None)?;
    request.query.add("$$FIRST", "0");
    request.query.add("$$LIMIT", "2000");
    Ok(Some(request))
}

/// The user that this operation has made: it has the address and wasn't there before.
pub(super) fn made_by(operation: &Operation, now: &Json, before: &Json) -> Option<Json> {
    let email = operation.email()?;
    for user in now.items() {
        let has_it = |text: String| text.eq_ignore_ascii_case(&email);
        let id = user.get_str("ID");
        if id.is_some()
            && user.get_str("emailAddr").is_some_and(has_it)
            && !before.items().any(|known| known.get_str("ID") == id)
        {
            return Some(user);
        }
    }
    None
}
