//! Which users of a group of creates are there: asked before and, where the answer was lost, after.

use super::Operation;
use crate::api::filter::{self, Filter, Modifier, Selection};
use crate::api::query::Query;
use crate::api::{ApiRequest, Client, sort};
use crate::error::Result;
use crate::json::Json;
use crate::transport::Method;

const FIELDS: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
];

/// The users with the e-mail addresses that these operations create.
///
/// # Errors
/// The look-up failed.
pub(super) async fn look_up(client: &Client, creates: &[&Operation]) -> Result<Vec<Json>> {
    let selection = Selection {
        filters: vec![Filter {
            field: "emailAddr".to_owned(),
            modifier: Some(Modifier::Ciin),
            values: creates
                .iter()
                .filter_map(|operation| operation.email())
                .collect(),
            upper_value: None,
        }],
        any_of: Vec::new(),
    };
    let mut query = Query::new();
    filter::add_to(&mut query, &selection)?;
    query.add_fields(FIELDS);
    sort::add_to(&mut query, None);
    query.add("$$FIRST", "0");
    query.add("$$LIMIT", "2000");
    let request = ApiRequest::new(Method::Get, "/user/search").with_query(query);
    Ok(client.send(request).await?.items().collect())
}

/// The IDs of users.
pub(super) fn ids(users: &[Json]) -> Vec<String> {
    users.iter().filter_map(|user| user.text_at("ID")).collect()
}

/// The user that this operation has made: it has the address and wasn't there before.
pub(super) fn made_by(operation: &Operation, now: &[Json], before: &[String]) -> Option<Json> {
    let email = operation.email()?.to_ascii_lowercase();
    let is_it = |user: &&Json| {
        user.text_at("emailAddr")
            .is_some_and(|text| text.to_ascii_lowercase() == email)
            && user.text_at("ID").is_some_and(|id| !before.contains(&id))
    };
    now.iter().find(is_it).cloned()
}
