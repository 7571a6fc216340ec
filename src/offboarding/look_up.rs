use crate::api::Client;
use crate::api::filter::{Modifier, Selection};
use crate::error::Result;
use crate::json::Json;
use crate::transport::Window;
use crate::users::{Page, RepeatedPages, by_ids, page};

/// So many values go into one look-up.
pub(super) const CHUNK: usize = 500;

/// Hears of the users that a chunk's look-up shows: where the chunk begins, and they.
pub(super) type Hear<'a> = &'a mut dyn FnMut(usize, Result<Json>) -> Result<()>;

/// Looks values of a field up, a chunk a request, and tells of each as it comes, so that what one shows is worked
/// through while the next are under way. No other begins once `hear` gives an error.
///
/// # Errors
/// What `hear` gave.
pub(super) async fn look_up(
    client: &Client,
    field: &str,
    modifier: Modifier,
    values: &[String],
    fields: &[&str],
    hear: Hear<'_>,
) -> Result<()> {
    let mut window = Window::default();
    // One more than the gate lets through: it is spelt already when its turn comes.
    let width = client.tenant().policy.concurrency as usize + 1;
    let mut next = 0;
    let mut outcome = Ok(());
    loop {
        while outcome.is_ok() && next < values.len() && window.under_way() < width {
            let from = next;
            next = values.len().min(from + CHUNK);
            let chunk = values[from..next].to_vec();
            window.add(Box::pin(async move {
                (from, by_ids(client, field, modifier, chunk, fields).await)
            }));
        }
        match window.next().await {
            None => return outcome,
            Some((from, users)) => {
                let heard = hear(from, users);
                outcome = outcome.and(heard);
            }
        }
    }
}

/// The most users of a page.
const PAGE: u32 = 2_000;

/// Tells of each page of the users that a selection finds, in order.
///
/// # Errors
/// A search failed.
pub(super) async fn each_page(
    client: &Client,
    selection: Selection<'_>,
    fields: &[&str],
    hear: &mut dyn FnMut(&Json),
) -> Result<()> {
    let mut part = Page {
        sort: None,
        first: 0,
        limit: PAGE,
    };
    let mut pages = RepeatedPages::default();
    loop {
        let users = page(client, selection, fields, part).await?;
        hear(&users);
        if users.len() < PAGE as usize {
            return Ok(());
        }
        pages.add(users.items().filter_map(|user| user.get_str("ID")))?;
        part.first += PAGE;
    }
}
