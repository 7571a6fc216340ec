//! The names that stand beside IDs in a plan.

use crate::client::Client;
use crate::error::{ErrorKind, Result};
use crate::json::Json;
use crate::model::{Id, Object, is_guid};
use crate::services::directory::{NAMED, find_one};

/// The names of the objects whose IDs `fields` has. `input` may have the names already; others are looked up, for 1 request
/// each unless it is cached. A name that Workfront doesn't show is left out.
///
/// # Errors
/// A look-up failed: the next one might fail in the same way, and a server that asks for a pause gets it.
pub(super) async fn named(client: &Client, input: &Json, fields: &Json) -> Result<Json> {
    let mut names = Json::object();
    for &(name_field, id_field, object) in NAMED {
        let Some(id) = fields.get_str(id_field).filter(|id| !id.is_empty()) else {
            continue;
        };
        let known = input
            .get_str(name_field)
            .filter(|name| !is_guid(name.trim()));
        let name = match known {
            Some(name) => Some(name),
            None => look_up(client, object, &id).await?,
        };
        if let Some(name) = name {
            names.insert(&id, name.as_str());
        }
    }
    Ok(names)
}

/// The name of a user, by the ID.
///
/// # Errors
/// As [`named`].
pub(super) async fn of_user(client: &Client, id: &Id) -> Result<Json> {
    let fields = Json::object_of(&[("managerID", id.as_str().into())]);
    named(client, &Json::object(), &fields).await
}

async fn look_up(client: &Client, object: Object, id: &str) -> Result<Option<String>> {
    if !is_guid(id) {
        return Ok(None);
    }
    match find_one(client, object, id, "ID").await {
        Ok(found) => Ok(found.get_str("name")),
        // Nothing has this ID, or the connection's user may not see it.
        Err(error) => match error.kind {
            ErrorKind::Validation | ErrorKind::NotFound | ErrorKind::Forbidden => Ok(None),
            _ => Err(error),
        },
    }
}
