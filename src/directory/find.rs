use super::Object;
use super::resolve::is_guid;
use crate::api::filter::{self, Filter, Modifier, Selection};
use crate::api::query::Query;
use crate::api::{ApiRequest, Client, sort};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::Method;

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
) -> Result<Vec<Json>> {
    let mut filters = filters;
    filters.extend(name.map(|name| Filter {
        field: object.name_field(name).to_owned(),
        modifier: Some(if is_guid(name) {
            Modifier::Eq
        } else {
            Modifier::Cieq
        }),
        values: vec![name.to_owned()],
        upper_value: None,
    }));
    let mut query = Query::new();
    filter::add_to(
        &mut query,
        &Selection {
            filters,
            any_of: Vec::new(),
        },
    )?;
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
    let in_use = |item: &Json| item.get("isActive").and_then(|it| it.as_bool()) != Some(false);
    Ok(found
        .items()
        .filter(|item| object == Object::User || in_use(item))
        .collect())
}
