//! Reads all users of a tenant, pages side by side.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::{Json, Table, TableValue};
use crate::protocol::{MAX_PAGE_SIZE, filter::Selection};
use crate::services::users::{Page, count, page};
use crate::transport::FuturesUnordered;

/// Reads the users that a selection finds and calls `on_user` for each, once. Returns their number. Costs 1 request for the
/// count and 1 for every 2000 users.
///
/// # Errors
/// A request failed; kind `unexpectedResponse`: the count differs from the users that were read; the error of `on_user`.
pub async fn read_users(
    client: &Client,
    selection: Selection<'_>,
    fields: &[&str],
    on_user: &mut dyn FnMut(Json) -> Result<()>,
) -> Result<usize> {
    let mut on_page = |users: &Json, _: Option<&Table>| users.items().try_for_each(&mut *on_user);
    read_pages(client, selection, fields, &["ID"], &mut on_page).await
}

/// The same by pages: calls `on_page` with the users of each, and with the table of these names, if they can be read so.
/// `names` has `ID`.
///
/// # Errors
/// The same.
pub async fn read_pages(
    client: &Client,
    selection: Selection<'_>,
    fields: &[&str],
    names: &[&str],
    on_page: &mut dyn FnMut(&Json, Option<&Table>) -> Result<()>,
) -> Result<usize> {
    let total = count(client, selection).await? as usize;
    let size = MAX_PAGE_SIZE as usize;
    // One more page where the last one is full, so that users who were added meanwhile are noticed.
    let pages = total / size + 1;
    let width = client.tenant().policy.concurrency as usize + 1;
    let mut pending = FuturesUnordered::default();
    let mut next = 0;
    let mut seen: Vec<String> = Vec::with_capacity(total);
    let mut rows = 0;
    loop {
        while next < pages && pending.pending_count() < width {
            let wanted = Page {
                first: (next * size) as u32,
                ..Page::first()
            };
            pending.push(Box::pin(page(client, selection, fields, wanted)));
            next += 1;
        }
        let Some(users) = pending.next().await else {
            break;
        };
        let users = users?;
        rows += users.len();
        let table = Table::read(&users, names);
        for at in 0..users.len() {
            let id = match table.as_ref().map(|table| table.get(at, "ID")) {
                Some(TableValue::Text(id)) => id.to_owned(),
                _ => users.at(at).str_or_default("ID"),
            };
            if id.is_empty() {
                let message = "Workfront's response to the search has a user without an ID";
                return Err(Error::new(ErrorKind::UnexpectedResponse, message));
            }
            seen.push(id.to_ascii_lowercase());
        }
        on_page(&users, table.as_ref())?;
    }
    seen.sort_unstable();
    seen.dedup();
    if seen.len() != total || rows != total {
        return Err(differs(total, seen.len()));
    }
    Ok(total)
}

fn differs(counted: usize, read: usize) -> Error {
    let message = format!(
        "Workfront counts {counted} users, but {read} different ones were read: a plan from this would be wrong"
    );
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("Nothing was changed, and no plan was made. Users may have been added or removed meanwhile: try again.");
    error.retryable = true;
    error
}
