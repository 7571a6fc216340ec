//! Reading the subscriptions of a tenant (docs/workfront-facts.md#reading-subscriptions).

use super::{Declared, Subscription};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{ApiRequest, query::Query};
use crate::services::users::{RepeatedPages, check_rows};
use crate::transport::Method;

/// The most subscriptions in one response.
pub const MAX_PAGE: u32 = 1_000;

/// A page of a list.
pub struct Page {
    /// The subscriptions.
    pub items: Vec<Subscription>,
    /// Whether there is a further page.
    pub has_more: bool,
    /// The number of all subscriptions; `None` if Workfront doesn't send it.
    pub total_count: Option<u32>,
}

/// One page of all subscriptions, counted from 1. Costs 1 request.
///
/// # Errors
/// Every failure of the request.
pub async fn page(client: &Client, page: u32, limit: u32) -> Result<Page> {
    let mut query = Query::new();
    query.add("page", &page.to_string());
    query.add("limit", &limit.to_string());
    let request = ApiRequest::to_events(Method::Get, "").with_query(query);
    let response = client.send(request).await.map_err(explain)?;
    // Older versions of the service return only the array.
    let part = |name: &str| response.get(name).unwrap_or_else(|| response.clone());
    let (list, meta) = (part("subscriptions"), part("meta"));
    let count = |name: &str| meta.get_f64(name).map(|number| number as u32);
    let mut items = Vec::new();
    for item in list.items() {
        items.extend(Subscription::read(&item));
    }
    // Only older versions of the service return an array. An empty array may be any response.
    let is_anything = response.is_array() && response.is_empty();
    if !list.is_array() || items.len() < list.len() || is_anything {
        let message = "Workfront's response is not a list of subscriptions";
        return Err(Error::new(ErrorKind::UnexpectedResponse, message));
    }
    check_rows(items.len(), limit)?;
    let is_full = items.len() >= limit as usize;
    Ok(Page {
        items,
        has_more: count("page_count").map_or(is_full, |count| page < count),
        total_count: count("total_count"),
    })
}

/// All subscriptions of a URL. Costs 1 request per 1,000 subscriptions of the tenant.
///
/// # Errors
/// Every failure of a request.
pub async fn all(client: &Client, url: &str) -> Result<Vec<Subscription>> {
    select(client, |one| one.text("url") == url).await
}

/// The existing subscriptions with these IDs. Costs 1 request per 1,000 subscriptions of the tenant.
///
/// # Errors
/// Every failure of a request.
pub async fn with_ids(client: &Client, ids: &[String]) -> Result<Vec<Subscription>> {
    select(client, |one| ids.contains(&one.id())).await
}

/// All subscriptions of the tenant. Costs 1 request per 1,000 of them.
///
/// # Errors
/// Every failure of a request.
#[cfg(feature = "plans")]
pub async fn every(client: &Client) -> Result<Vec<Subscription>> {
    select(client, |_| true).await
}

/// Reads every page and returns the matching subscriptions, each once: rows move between pages while others are created and
/// deleted.
async fn select(
    client: &Client,
    is_wanted: impl Fn(&Subscription) -> bool,
) -> Result<Vec<Subscription>> {
    let mut selected: Vec<Subscription> = Vec::new();
    let mut pages = RepeatedPages::default();
    let mut number = 1;
    loop {
        let page = page(client, number, MAX_PAGE).await?;
        if page.has_more {
            pages.add(page.items.iter().map(Subscription::id))?;
        }
        for item in page.items {
            if is_wanted(&item) && selected.iter().all(|known| known.id() != item.id()) {
                selected.push(item);
            }
        }
        if !page.has_more {
            return Ok(selected);
        }
        number += 1;
    }
}

/// The existing subscription that equals a declaration. Costs 1 request per 1,000 subscriptions of the tenant.
///
/// # Errors
/// Every failure of a request.
pub async fn find_duplicate(
    client: &Client,
    declared: &Declared,
    url: &str,
) -> Result<Option<Subscription>> {
    let all = all(client, url).await?;
    Ok(all.into_iter().find(|other| declared.is(other)))
}

/// The error for a subscription that Workfront reports as a duplicate but doesn't list.
pub fn not_listed() -> Error {
    let message = "Workfront reports that the subscription exists already, but doesn't list it";
    Error::new(ErrorKind::Conflict, message)
        .with_hint("List the subscriptions and delete the duplicate of this URL.")
}

/// Adds the meaning of a refusal as a hint (docs/workfront-facts.md#subscription-access).
pub(super) fn explain(error: Error) -> Error {
    match error.kind {
        ErrorKind::Forbidden => error.with_hint(
            "Only a system administrator may read and change event subscriptions: use an administrator's credential.",
        ),
        ErrorKind::Unauthorized => error.with_hint(
            "The service of event subscriptions doesn't accept this credential. If other actions work, try another header (the option eventCredential).",
        ),
        _ => error,
    }
}
