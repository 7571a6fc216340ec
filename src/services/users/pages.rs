use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::OneOrMany;
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest, MAX_PAGE_SIZE,
    filter::{Filter, Modifier, Selection},
    sort::SortKey,
};

/// The part of a search's result to read.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The sort keys; `ID` is always the last one.
    pub sort: Option<&'a OneOrMany<SortKey>>,
    /// The position of the first user, from 0.
    pub first: u32,
    /// The number of users, at most [`MAX_PAGE_SIZE`].
    pub limit: u32,
}

impl Page<'_> {
    /// The first page, sorted by ID and as large as Workfront allows.
    pub fn first() -> Self {
        Page {
            sort: None,
            first: 0,
            limit: MAX_PAGE_SIZE,
        }
    }
}

/// One page of the users that a selection finds. Costs 1 request.
///
/// # Errors
/// The selection is wrong, or the search failed.
pub async fn page(
    client: &Client,
    selection: Selection<'_>,
    fields: &[&str],
    page: Page<'_>,
) -> Result<Json> {
    search(client, "user", selection, fields, page).await
}

/// One page of the objects of a type that a selection finds. Costs 1 request.
///
/// # Errors
/// The selection is wrong, or the search failed.
pub(crate) async fn search(
    client: &Client,
    object: &str,
    selection: Selection<'_>,
    fields: &[&str],
    page: Page<'_>,
) -> Result<Json> {
    let request = search_request(object, selection, fields, page)?;
    let objects = client.send(request).await?;
    check_array(&objects)?;
    check_rows(objects.len(), page.limit)?;
    Ok(objects)
}

/// The request for one page of the objects of a type that a selection finds.
///
/// # Errors
/// One query can't express the selection.
pub fn search_request(
    object: &str,
    selection: Selection<'_>,
    fields: &[&str],
    page: Page<'_>,
) -> Result<ApiRequest> {
    let mut request = ApiRequest::search(object, selection, fields, page.sort)?;
    request.query.add_page(page.first, page.limit);
    Ok(request)
}

/// Checks that the data of a search's response is an array.
///
/// # Errors
/// Kind `unexpectedResponse` if it isn't.
pub fn check_array(objects: &Json) -> Result<()> {
    if objects.is_array() {
        return Ok(());
    }
    let message = "Workfront's response to the search is not an array";
    Err(Error::new(ErrorKind::UnexpectedResponse, message))
}

/// Checks that a response has no more rows than requested.
///
/// # Errors
/// Kind `unexpectedResponse` if it has more.
pub fn check_rows(rows: usize, limit: u32) -> Result<()> {
    if rows <= limit as usize {
        return Ok(());
    }
    let message = format!("Workfront returned {rows} rows, but at most {limit} were requested");
    Err(Error::new(ErrorKind::UnexpectedResponse, message))
}

/// Users by values of a field, such as IDs or e-mail addresses; at most [`MAX_PAGE_SIZE`] users. Costs 1 request.
///
/// # Errors
/// The search failed.
pub async fn by_ids(
    client: &Client,
    field: &str,
    modifier: Modifier,
    values: Vec<String>,
    fields: &[&str],
) -> Result<Json> {
    let selection = Selection {
        filters: &[Filter::on(field, modifier, values)],
        any_of: &[],
    };
    page(client, selection, fields, Page::first()).await
}

/// The ID in Workfront's data of an object.
pub fn id_of(user: &Json) -> Option<Id> {
    user.get_str("ID").as_deref().and_then(Id::parse)
}
