use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::filter::Selection;
use crate::services::users::{Page, RepeatedPages, page};

/// Calls `on_page` for each page of the users that a selection finds, in order. Costs 1 request a page.
///
/// # Errors
/// A search failed or returned more users than requested, or `on_page` failed.
pub(super) async fn each_page(
    client: &Client,
    selection: Selection<'_>,
    fields: &[&str],
    on_page: &mut dyn FnMut(&Json) -> Result<()>,
) -> Result<()> {
    let mut next = Page::first();
    let mut pages = RepeatedPages::default();
    loop {
        let users = page(client, selection, fields, next).await?;
        on_page(&users)?;
        if users.len() < next.limit as usize {
            return Ok(());
        }
        pages.add(users.items().filter_map(|user| user.get_str("ID")))?;
        next.first += next.limit;
    }
}
