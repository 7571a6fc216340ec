use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::{Object, is_guid};
use crate::protocol::{
    ApiRequest, MAX_PAGE_SIZE,
    evidence::is_same_key,
    filter::{Filter, Modifier, Selection},
};
use crate::services::users::check_rows;

/// The active objects of a type, sorted by ID: those with this name, ignoring case, or all. Costs 1 request.
///
/// # Errors
/// A filter is wrong, or the search failed.
pub async fn find(
    client: &Client,
    object: Object,
    name: Option<&str>,
    filters: &[Filter],
) -> Result<Json> {
    let found = client.send(request(object, name, filters)?).await?;
    if !found.is_array() {
        return Err(Error::new(
            ErrorKind::UnexpectedResponse,
            "Workfront's response to the look-up is not an array",
        ));
    }
    if found.items().any(|item| !is_match(&item, object, name)) {
        let message = format!(
            "Workfront's response to the look-up of a {} shows another object",
            object.as_str()
        );
        return Err(
            Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
                "The response was not used. Check that no cache or proxy changes responses.",
            ),
        );
    }
    check_rows(found.len(), MAX_PAGE_SIZE)?;
    // Filtered here, as access levels and schedules don't have the field.
    let mut active = Json::array();
    for item in found.items() {
        if object == Object::User || item.get_bool("isActive") != Some(false) {
            active.push(item);
        }
    }
    Ok(active)
}

/// Whether a row is an object with the name or ID that was looked up.
fn is_match(item: &Json, object: Object, name: Option<&str>) -> bool {
    let Some(id) = item.get_str("ID") else {
        return false;
    };
    match name {
        None => true,
        Some(name) if is_guid(name) => is_same_key(&id, name),
        Some(name) => is_same_key(&item.str_or_default(object.name_field(name)), name),
    }
}

fn request(object: Object, name: Option<&str>, filters: &[Filter]) -> Result<ApiRequest> {
    let mut filters = filters.to_vec();
    if let Some(name) = name {
        let modifier = if is_guid(name) {
            Modifier::Eq
        } else {
            Modifier::Cieq
        };
        let field = object.name_field(name);
        filters.push(Filter::on(field, modifier, vec![name.to_owned()]));
    }
    let selection = Selection {
        filters: &filters,
        any_of: &[],
    };
    let mut request = ApiRequest::search(object.path(), selection, object.fields(), None)?;
    request.query.add("$$LIMIT", &MAX_PAGE_SIZE.to_string());
    Ok(request)
}
