use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{
    ApiRequest,
    filter::{self, Selection},
    query::Query,
};
use crate::transport::Method;

/// The number of users that a selection finds. Costs 1 request.
///
/// # Errors
/// The selection is wrong, or the request failed.
pub async fn count(client: &Client, selection: Selection<'_>) -> Result<u32> {
    let mut query = Query::new();
    filter::add_to(&mut query, selection)?;
    let request = ApiRequest::new(Method::Get, "/user/count").with_query(query);
    let response = client.send(request).await?;
    // Either shape of a count (docs/workfront-facts.md#counts). The envelope has been removed.
    let count = response.get("count").unwrap_or(response).as_f64();
    let count = count.filter(|count| *count >= 0.0).ok_or_else(|| {
        Error::new(
            ErrorKind::UnexpectedResponse,
            "Workfront's response has no count",
        )
    })?;
    Ok(count as u32)
}
