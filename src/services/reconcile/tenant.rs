//! Reads all users of a tenant, pages side by side.

use super::seen::SeenIds;
use super::user_page::UserPage;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{MAX_PAGE_SIZE, filter::Selection};
use crate::services::users::{Page, count};
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
    let total = count(client, selection).await? as usize;
    let mut on_page = |users: UserPage| (0..users.len()).try_for_each(|at| on_user(users.user(at)));
    let wanted = Wanted {
        selection,
        total,
        fields,
        names: None,
    };
    read_pages(client, wanted, &mut on_page).await?;
    Ok(total)
}

/// The users whose pages are read.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who they are.
    pub selection: Selection<'a>,
    /// How many Workfront counts.
    pub total: usize,
    /// The fields that are requested.
    pub fields: &'a [&'a str],
    /// The properties of the tables, with `ID` among them, if the users are wanted as text.
    pub names: Option<&'a [&'a str]>,
}

/// Reads all users by pages. Costs 1 request for every 2000 users.
///
/// # Errors
/// The same as for [`read_users`].
pub async fn read_pages(
    client: &Client,
    wanted: Wanted<'_>,
    on_page: &mut dyn FnMut(UserPage) -> Result<()>,
) -> Result<()> {
    let Wanted {
        selection,
        total,
        fields,
        names,
    } = wanted;
    let size = MAX_PAGE_SIZE as usize;
    // One more page where the last one is full, so that users who were added meanwhile are noticed.
    let pages = total / size + 1;
    let width = client.tenant().policy.concurrency as usize + 1;
    let mut pending = FuturesUnordered::default();
    let mut next = 0;
    let mut seen = SeenIds::with_capacity(total);
    loop {
        while next < pages && pending.pending_count() < width {
            let wanted = Page {
                first: (next * size) as u32,
                ..Page::first()
            };
            let page = UserPage::read(client, selection, fields, names, wanted);
            pending.push(Box::pin(page));
            next += 1;
        }
        let Some(users) = pending.next().await else {
            break;
        };
        let users = users?;
        // The next page is requested before this one is compared.
        client.host().clock.turn().await;
        for id in users.ids() {
            if id.is_empty() {
                let message = "Workfront's response to the search has a user without an ID";
                return Err(Error::new(ErrorKind::UnexpectedResponse, message));
            }
            seen.add(&id);
        }
        on_page(users)?;
    }
    let rows = seen.count();
    let distinct = seen.distinct();
    if distinct != total || rows != total {
        return Err(differs(total, distinct));
    }
    Ok(())
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
