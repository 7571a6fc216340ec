use super::Object;
use super::resolve::is_guid;
use crate::api::filter::{self, Filter, Modifier, Selection};
use crate::api::query::Query;
use crate::api::{ApiRequest, Client, sort};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::Method;
use crate::users::condition;

/// The most objects that Workfront gives at once.
const PAGE: &str = "2000";

/// Objects of a kind, by ID: those with this name, whatever its case, or all; only those in use.
///
/// # Errors
/// A filter is wrong, or the search failed.
pub async fn find(
    client: &Client,
    object: Object,
    name: Option<&str>,
    filters: Vec<Filter>,
) -> Result<Json> {
    let mut filters = filters;
    if let Some(name) = name {
        let modifier = if is_guid(name) {
            Modifier::Eq
        } else {
            Modifier::Cieq
        };
        let field = object.name_field(name);
        filters.push(condition(field, modifier, vec![name.to_owned()]));
    }
    let selection = Selection {
        filters,
        any_of: Vec::new(),
    };
    let mut query = Query::new();
    filter::add_to(&mut query, &selection)?;
    query.add_fields(object.fields());
    sort::add_to(&mut query, None);
    query.add("$$LIMIT", PAGE);
    let path = format!("/{}/search", object.path());
    let found = client
        .send(ApiRequest::new(Method::Get, path).with_query(query))
        .await?;
    if !found.is_array() {
        return Err(Error::new(
            ErrorKind::UnexpectedResponse,
            "Workfront's answer to the look-up is not a list",
        ));
    }
    // Filtered here: access levels and schedules don't have the field.
    let mut in_use = Json::array();
    for item in found.items() {
        if object == Object::User || item.bool_at("isActive") != Some(false) {
            in_use.push(item);
        }
    }
    Ok(in_use)
}
