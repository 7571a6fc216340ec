//! Deletions whose response was lost or says nothing: the object is read back, and the deletion sent again where it shows.

use super::Operation;
use super::exchange::{Reading, exchange};
use super::operation::is_user;
use super::resolve::{Open, Settled, cause_of};
use super::verdict::Verdict;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest, Dialect,
    evidence::{self, Evidence},
};
use crate::services::users::read_user;
use crate::transport::Method;

/// A deletion whose response was lost is sent so often at most, each time after a look.
const ATTEMPTS: usize = 3;

const STILL_SHOWS: &str = "The object still shows. Workfront may be deleting in the background: look again in some minutes before you try again.";

/// What became of a deletion. It runs in the background, so that what still shows may be gone soon.
pub(super) async fn settle(
    client: &Client,
    dialect: Dialect,
    operation: &Operation,
    open: &Open,
) -> Settled {
    let mut attempts = 1;
    loop {
        match is_there(client, operation).await {
            Ok(false) => {
                let data = Json::object_of(&[("success", true.into())]);
                return Settled::last(Verdict::done(data, Evidence::ReadBack));
            }
            Ok(true) => {}
            Err(unread) => return unknown(operation, &cause_of(&open.cause, &unread), ""),
        }
        attempts += 1;
        if attempts > ATTEMPTS {
            return unknown(operation, &open.cause, STILL_SHOWS);
        }
        let readings = exchange(client, dialect, &[operation]).await;
        if let Ok([Reading::Done(data)]) = readings.as_deref() {
            return Settled::last(Verdict::done(data.clone(), Evidence::Response));
        }
    }
}

/// Whether the object shows: only Workfront's own words, or an empty list, prove that it doesn't.
async fn is_there(client: &Client, operation: &Operation) -> Result<bool> {
    let Some(id) = operation.id() else {
        return Ok(true);
    };
    let read = if is_user(&operation.object) {
        read_user(client, id, &["ID"]).await.map(|_| ())
    } else {
        read_object(client, &operation.object, id).await
    };
    match read {
        Ok(()) => Ok(true),
        Err(error) if error.kind == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

async fn read_object(client: &Client, object: &str, id: &Id) -> Result<()> {
    let request = ApiRequest::to_object(Method::Get, object, id).with_fields(&["ID"]);
    let unexpected = "Workfront's response doesn't show the object";
    match client.send(request).await {
        Ok(data) if evidence::is_object_with_id(&data, id.as_str()) => Ok(()),
        Err(error) if error.kind != ErrorKind::NotFound || evidence::shows_absence(&error) => {
            Err(error)
        }
        _ => Err(Error::new(ErrorKind::UnexpectedResponse, unexpected)),
    }
}

fn unknown(operation: &Operation, cause: &Error, hint: &str) -> Settled {
    let mut verdict = Verdict::unknown(cause, &operation.what_was_done());
    if !hint.is_empty() {
        verdict.outcome = verdict.outcome.map_err(|error| error.with_hint(hint));
    }
    Settled::last(verdict)
}
