//! Which users of a group of creates are there: asked before and, where the answer was lost, after.

use super::Operation;
use crate::api::filter::{self, Filter, Modifier, Selection};
use crate::api::query::Query;
use crate::api::{ApiRequest, Client, sort};
use crate::error::Result;
use crate::json::Json;
use crate::transport::Method;

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
pub(super) async fn look_up(client: &Client, group: &[&Operation]) -> Result<Vec<Json>> {
    let mut values = Vec::new();
    for operation in group.iter().filter(|operation| operation.creates_user()) {
        values.extend(operation.email());
    }
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let selection = Selection {
        filters: vec![Filter {
            field: "emailAddr".to_owned(),
            modifier: Some(Modifier::Ciin),
            values,
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

/// The user that this operation has made: it has the address and wasn't there before.
pub(super) fn made_by(operation: &Operation, now: &[Json], before: &[Json]) -> Option<Json> {
    let email = operation.email()?;
    for user in now {
        let has_it = |text: String| text.eq_ignore_ascii_case(&email);
        let id = user.text_at("ID");
        if id.is_some()
            && user.text_at("emailAddr").is_some_and(has_it)
            && !before.iter().any(|known| known.text_at("ID") == id)
        {
            return Some(user.clone());
        }
    }
    None
}
