//! The requests of the service of event subscriptions (facts, sections 8.2 to 8.4).

use super::subscription::{Subscription, SubscriptionVersion};
use super::{Declared, Receiver};
use crate::api::query::Query;
use crate::api::{ApiRequest, Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::{Method, Payload};
use crate::users::{RepeatedPages, check_rows};

/// The most subscriptions that Workfront gives at once.
pub const LARGEST_PAGE: u32 = 1_000;

/// What became of a subscription that should be made.
pub enum Made {
    /// It is there now.
    Created {
        /// Its ID.
        id: String,
        /// The version of its events.
        version: Option<String>,
    },
    /// There was one like it.
    Exists,
}

/// A part of a listing.
pub struct Page {
    /// The subscriptions.
    pub items: Vec<Subscription>,
    /// Whether there is a further page.
    pub has_more: bool,
    /// How many subscriptions there are, where Workfront tells.
    pub total_count: Option<u32>,
}

/// Makes a subscription. Costs 1 request.
///
/// # Errors
/// Every failure of the request but 409.
pub async fn create(client: &Client, declared: &Declared, receiver: &Receiver) -> Result<Made> {
    let mut request = ApiRequest::to_events(Method::Post, "")
        .with_payload(Payload::Json(declared.body(receiver)))
        // A second one like it is refused with 409, so it may be sent again.
        .repeatable(true);
    request.secrets.push(receiver.authToken.clone());
    let answer = match client.send(request).await {
        Ok(answer) => answer,
        Err(error) if error.kind == ErrorKind::Conflict => return Ok(Made::Exists),
        Err(error) => return Err(explain(error)),
    };
    let id = answer.get_str("id").unwrap_or_else(|| {
        let location = answer.str_or_default("location");
        let at_its_end = location.rsplit_once('/').map(|(_, end)| end.to_owned());
        at_its_end.unwrap_or(location)
    });
    if Id::parse(&id).is_none() {
        let message = "The subscription was made, but Workfront's answer doesn't say its ID";
        return Err(Error::new(ErrorKind::UnexpectedResponse, message)
            .with_hint("List the subscriptions: it is the newest on this URL."));
    }
    Ok(Made::Created {
        id,
        version: answer.get_str("version"),
    })
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
    let answer = client.send(request).await.map_err(explain)?;
    // Older services gave the list alone.
    let part = |name: &str| answer.get(name).unwrap_or_else(|| answer.clone());
    let (list, meta) = (part("subscriptions"), part("meta"));
    let count = |name: &str| meta.get_f64(name).map(|number| number as u32);
    let mut items = Vec::new();
    for item in list.items() {
        items.extend(Subscription::read(&item));
    }
    if !list.is_array() || items.len() < list.len() {
        let message = "Workfront's answer is no list of subscriptions";
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

/// All subscriptions on a URL. Costs 1 request for 1,000 of the tenant.
///
/// # Errors
/// Every failure of a request.
pub async fn all(client: &Client, url: &str) -> Result<Vec<Subscription>> {
    let mut all: Vec<Subscription> = Vec::new();
    let mut pages = RepeatedPages::default();
    let mut number = 1;
    loop {
        let page = page(client, number, LARGEST_PAGE).await?;
        if page.has_more {
            pages.add(page.items.iter().map(Subscription::id))?;
        }
        // Rows move between pages while others are made and deleted.
        for item in page.items {
            if item.text("url") == url && all.iter().all(|known| known.id() != item.id()) {
                all.push(item);
            }
        }
        if !page.has_more {
            return Ok(all);
        }
        number += 1;
    }
}

/// The subscription like it, which stands in its way. Costs 1 request for 1,000 of the tenant.
///
/// # Errors
/// Every failure of a request.
pub async fn alike(
    client: &Client,
    declared: &Declared,
    url: &str,
) -> Result<Option<Subscription>> {
    let all = all(client, url).await?;
    Ok(all.into_iter().find(|other| declared.is(other)))
}

/// Deletes a subscription. Costs 1 request.
///
/// # Errors
/// Kind `notFound` where there is none, and every failure of the request.
pub async fn delete(client: &Client, id: &Id) -> Result<()> {
    let request = ApiRequest::to_events(Method::Delete, format!("/{id}"));
    let error = match client.send(request).await {
        Ok(_) => return Ok(()),
        Err(error) => explain(error).about(id.as_str()),
    };
    if error.kind != ErrorKind::NotFound {
        return Err(error);
    }
    // An earlier try, whose answer was lost, has deleted it.
    if error.after_lost {
        return Ok(());
    }
    let hint = "There is no such subscription in this tenant: it may be deleted already.";
    Err(error.with_field("id").with_hint(hint))
}

/// Gives subscriptions another version of events. Costs 1 request.
///
/// # Errors
/// Every failure of the request.
pub async fn set_version(
    client: &Client,
    path: String,
    mut body: Json,
    version: SubscriptionVersion,
) -> Result<Json> {
    body.insert("version", version.as_str());
    let request =
        ApiRequest::to_events(Method::Put, path + "/version").with_payload(Payload::Json(body));
    client.send(request).await.map_err(explain)
}

/// Says what a refusal means here (facts, section 12, trap 43).
fn explain(error: Error) -> Error {
    match error.kind {
        ErrorKind::Forbidden => error.with_hint(
            "Only a system administrator may read and change event subscriptions: use an administrator's credential.",
        ),
        ErrorKind::Unauthorized => error.with_hint(
            "The service of event subscriptions doesn't take this credential. If other actions work, try another header (the option eventCredential).",
        ),
        _ => error,
    }
}
