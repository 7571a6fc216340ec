//! Creates, deletes and changes subscriptions (docs/workfront-facts.md#event-subscriptions), with evidence for each.

use super::service::{explain, find_duplicate, not_listed, with_ids};
use super::subscription::{Subscription, SubscriptionVersion};
use super::{Declared, Receiver};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest,
    evidence::{self, Evidence},
};
use crate::transport::{Method, Payload};

/// The result of creating a subscription.
pub enum CreateResult {
    /// It exists now.
    Created {
        /// Its ID.
        id: String,
        /// The version of its events.
        version: Option<String>,
    },
    /// The response was lost or proves nothing, and an equal subscription exists.
    Found(Subscription),
    /// Workfront reports a duplicate.
    Duplicate,
}

/// Creates a subscription. Costs 1 request; if the response is lost or proves nothing, 1 more per 1,000 subscriptions of the
/// tenant, and 1 more if none of them is equal: Workfront refuses duplicates, so it can be sent again.
///
/// # Errors
/// Every failure of the request but 409; kind `outcomeUnknown` if it may exist and isn't listed.
pub async fn create(
    client: &Client,
    declared: &Declared,
    receiver: &Receiver,
) -> Result<CreateResult> {
    let what = "the subscription was created";
    let mut again = true;
    loop {
        let mut request = ApiRequest::to_events(Method::Post, "")
            .with_payload(Payload::Json(declared.body(receiver)))
            .repeatable(true);
        request.secrets.push(receiver.authToken.clone());
        let lost = match client.send(request).await {
            Ok(data) => match new_id(&data) {
                Some(id) => {
                    let version = data.get_str("version");
                    return Ok(CreateResult::Created { id, version });
                }
                None => no_proof("the new subscription"),
            },
            // After a lost response, the duplicate may be the one that this call created.
            Err(error) if error.kind == ErrorKind::Conflict && !error.maybe_done && again => {
                return Ok(CreateResult::Duplicate);
            }
            Err(error) if error.maybe_done || !again => explain(error),
            Err(error) => return Err(explain(error)),
        };
        match find_duplicate(client, declared, &receiver.url).await {
            Ok(Some(subscription)) => return Ok(CreateResult::Found(subscription)),
            // Other responses to a duplicate aren't documented: without a lost response, a refusal counts.
            Ok(None) if lost.status == Some(409) && !lost.after_loss => return Err(not_listed()),
            // Not sent again if the server requests a longer wait than the connection allows.
            Ok(None)
                if again
                    && !evidence::is_gateway_refusal(&lost)
                    && lost.retry_after_ms.is_none() =>
            {
                again = false;
            }
            Ok(None) if evidence::is_gateway_refusal(&lost) && again && !lost.after_loss => {
                return Err(evidence::refused(lost));
            }
            Ok(None) => return Err(evidence::unknown(&lost, what)),
            Err(unread) => return Err(unread_after(&lost, &unread, what)),
        }
    }
}

/// The ID in the body, or at the end of the location (older services).
fn new_id(data: &Json) -> Option<String> {
    let id = data.get_str("id").unwrap_or_else(|| {
        let location = data.str_or_default("location");
        let at_its_end = location.rsplit_once('/').map(|(_, end)| end.to_owned());
        at_its_end.unwrap_or(location)
    });
    Id::parse(&id).map(|_| id)
}

/// Deletes a subscription. Costs 1 request, and 1 more per 1,000 subscriptions of the tenant if the response is lost or
/// proves nothing.
///
/// # Errors
/// Kind `notFound` if it doesn't exist, and every failure of the request; `outcomeUnknown` if nothing shows whether it
/// exists.
pub async fn delete(client: &Client, id: &Id) -> Result<Evidence> {
    let request = ApiRequest::to_events(Method::Delete, format!("/{id}"));
    let lost = match client.send(request).await {
        // The service responds to a deletion with an empty body.
        Ok(data) if data.is_null() || evidence::is_acceptance(&data) => {
            return Ok(Evidence::Response);
        }
        Ok(_) => no_proof("the deletion"),
        Err(error) if error.maybe_done => explain(error),
        Err(error) => return Err(refused(explain(error), id)),
    };
    match with_ids(client, &[id.as_str().to_owned()]).await {
        // No response was lost: the subscription never existed.
        Ok(found)
            if found.is_empty() && matches!(lost.status, Some(404 | 410)) && !lost.after_loss =>
        {
            let mut missing = lost;
            missing.kind = ErrorKind::NotFound;
            Err(refused(missing, id))
        }
        Ok(found) if found.is_empty() => Ok(Evidence::ReadBack),
        Ok(_) => Err(evidence::not_done(lost, "subscription").about(id.as_str())),
        Err(unread) => {
            let what = format!("subscription {id} was deleted");
            Err(unread_after(&lost, &unread, &what).about(id.as_str()))
        }
    }
}

fn refused(error: Error, id: &Id) -> Error {
    let error = evidence::refused(error).about(id.as_str());
    if error.kind != ErrorKind::NotFound {
        return error;
    }
    let hint = "The tenant has no such subscription: it may be deleted already.";
    error.with_field("id").with_hint(hint)
}

/// Changes the version of subscriptions. Costs 1 request, and 1 more per 1,000 subscriptions of the tenant if the response
/// is lost or proves nothing. `ids` are the subscriptions to change; empty for all of the tenant.
///
/// # Errors
/// Every failure of the request; `outcomeUnknown` if nothing shows whether it was carried out.
pub async fn set_version(
    client: &Client,
    path: String,
    mut body: Json,
    version: SubscriptionVersion,
    ids: &[String],
) -> Result<(Json, Evidence)> {
    body.insert("version", version.as_str());
    let request =
        ApiRequest::to_events(Method::Put, path + "/version").with_payload(Payload::Json(body));
    let lost = match client.send(request).await {
        Ok(data) if proves_version(&data, version, ids) => return Ok((data, Evidence::Response)),
        Ok(_) => no_proof("the change of the version"),
        Err(error) if error.maybe_done || evidence::may_have_been_done(&error) => explain(error),
        Err(error) => return Err(explain(error)),
    };
    let what = "the version was changed";
    if ids.is_empty() {
        return Err(evidence::unknown(&lost, what));
    }
    let found = match with_ids(client, ids).await {
        Ok(found) => found,
        Err(unread) => return Err(unread_after(&lost, &unread, what)),
    };
    let has_it = |one: &Subscription| one.text("version") == version.as_str();
    if found.len() == ids.len() && found.iter().all(has_it) {
        return Ok((Json::object(), Evidence::ReadBack));
    }
    if found.iter().any(has_it) || found.is_empty() {
        return Err(evidence::unknown(&lost, what));
    }
    Err(evidence::not_done(lost, "subscription"))
}

/// Whether the response has the version, or the subscriptions that have it now.
fn proves_version(data: &Json, version: SubscriptionVersion, ids: &[String]) -> bool {
    let shown = data
        .get("subscription_ids")
        .or_else(|| data.get("subscriptionIds"));
    let names = |id: &String| match &shown {
        Some(shown) => shown.items().any(|own| own.as_str().as_ref() == Some(id)),
        None => data.get_str("id").is_none_or(|own| own == *id),
    };
    data.get_str("version").as_deref() == Some(version.as_str()) && ids.iter().all(names)
}

fn no_proof(what: &str) -> Error {
    let message = format!("Workfront's response doesn't show {what}");
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = true;
    error
}

fn unread_after(lost: &Error, unread: &Error, what: &str) -> Error {
    let mut unknown = evidence::unknown(evidence::cause(lost, unread), what);
    unknown.message = format!(
        "{}; listing the subscriptions failed: {}",
        unknown.message, unread.message
    );
    unknown
}
