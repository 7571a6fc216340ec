//! The names that stand beside IDs in a plan.

use crate::client::Client;
use crate::json::Json;
use crate::model::{Id, Object, is_guid};
use crate::services::directory::{NAMED, find_one};

/// The names of the objects whose IDs `fields` has. `input` may have the names already; others are looked up, for 1 request
/// each unless it is cached. A name that can't be looked up is left out.
pub(super) async fn named(client: &Client, input: &Json, fields: &Json) -> Json {
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
            None => look_up(client, object, &id).await,
        };
        if let Some(name) = name {
            names.insert(&id, name.as_str());
        }
    }
    names
}

/// The name of a user, by the ID.
pub(super) async fn of_user(client: &Client, id: &Id) -> Json {
    let fields = Json::object_of(&[("managerID", id.as_str().into())]);
    named(client, &Json::object(), &fields).await
}

async fn look_up(client: &Client, object: Object, id: &str) -> Option<String> {
    if !is_guid(id) {
        return None;
    }
    let found = find_one(client, object, id, "ID").await.ok()?;
    found.get_str("name")
}
