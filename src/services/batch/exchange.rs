//! One request in one dialect, and what its response proves of each operation.

use super::operation::{Kind, is_user};
use super::{Operation, bulk, operations, uris};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    ApiRequest, Dialect,
    evidence::{self, Proof},
    results::{Identity, Item, Order, match_results, only},
};
use crate::transport::{Method, Payload};
use std::cell::Cell;

/// What a response proves of one operation.
#[derive(Debug)]
pub(super) enum Reading {
    /// It was done.
    Done(Json),
    /// It was refused; the error says whether an earlier transmission may have been carried out.
    Refused(Error),
    /// It was accepted, but the data doesn't show it.
    Accepted(Json),
    /// Nothing.
    Nothing,
}

/// Sends a group of operations once, and reads what the response proves of each, in their order.
///
/// # Errors
/// The whole request failed, or its response is about none of the operations.
pub(super) async fn exchange(
    client: &Client,
    dialect: Dialect,
    group: &[&Operation],
) -> Result<Vec<Reading>> {
    let writes = group.iter().any(|operation| operation.is_write());
    let request = match (dialect, group) {
        (Dialect::Bulk, [one]) => one.to_request(),
        (Dialect::Bulk, _) => bulk::request(group),
        (Dialect::Uris, _) => to_batch(uris::payload(group), group),
        (Dialect::Operations | Dialect::Auto, _) => to_batch(operations::payload(group), group),
    };
    let lost = Cell::new(false);
    let response = client
        .send_noting_loss(request.writing(writes), &lost)
        .await?;
    let mut readings = Vec::with_capacity(group.len());
    for (operation, item) in group.iter().zip(items(&response, dialect, group)) {
        readings.push(reading(operation, item, lost.get()));
    }
    if readings
        .iter()
        .all(|reading| matches!(reading, Reading::Nothing))
    {
        return Err(unrelated(&response, group.len(), writes));
    }
    Ok(readings)
}

fn to_batch(payload: Payload, group: &[&Operation]) -> ApiRequest {
    let repeatable = group.iter().all(|operation| operation.is_idempotent());
    ApiRequest::new(Method::Post, "/batch")
        .with_payload(payload)
        .repeatable(repeatable)
}

/// The result of each operation, as far as the response has one.
fn items(response: &Json, dialect: Dialect, group: &[&Operation]) -> Vec<Option<Item>> {
    if evidence::is_acceptance(response) {
        // Of the whole, as for `atomic=true` (facts, section 5.1); reads get nothing by it.
        let accepted = |operation: &&Operation| {
            let writes = operation.is_write();
            writes.then(|| Item::Data(response.clone()))
        };
        return group.iter().map(accepted).collect();
    }
    // More than was asked for: nothing says which of them are true.
    if response.is_array() && response.len() > group.len().max(1) {
        return group.iter().map(|_| None).collect();
    }
    let mut expected = Vec::with_capacity(group.len());
    for operation in group {
        expected.push(operation.identity());
    }
    match (dialect, group) {
        (Dialect::Bulk, [_]) => {
            let alone = Json::array_of([response.clone()]);
            match_results(&alone, &expected, Order::Kept)
        }
        (Dialect::Bulk, _) => match_results(response, &expected, Order::Open),
        _ => match_results(response, &expected, Order::Kept),
    }
}

fn reading(operation: &Operation, item: Option<Item>, was_lost: bool) -> Reading {
    let data = match item {
        None => return Reading::Nothing,
        Some(Item::Refused(mut error)) => {
            let is_open = was_lost || evidence::may_have_been_done(&error);
            error.maybe_done = operation.is_write() && is_open;
            return Reading::Refused(error);
        }
        Some(Item::Data(data)) => data,
    };
    let empty = Json::object();
    let body = operation.body.as_ref().unwrap_or(&empty);
    let id = operation.id().map_or("", |id| id.as_str());
    let data = match operation.identity() {
        Identity::Object(_) => only(&data),
        _ => data,
    };
    let proof = match operation.kind() {
        Kind::Read => match operation.identity() {
            Identity::Object(id) => evidence::of_read(&data, Some(&id)),
            _ => evidence::of_read(&data, None),
        },
        Kind::Update if is_user(&operation.object) => evidence::of_update(&data, id, body),
        Kind::Update => evidence::of_object_update(&data, id),
        Kind::Create if operation.creates_user() && !evidence::shows_identity(&data, body) => {
            Proof::Nothing
        }
        Kind::Create => evidence::of_create(&data, body),
        Kind::Delete => evidence::of_delete(&data),
        // A proper response is all that can show it.
        Kind::Call => match evidence::of_call(&data) {
            Proof::Accepted => Proof::Done,
            proof => proof,
        },
    };
    match proof {
        Proof::Done => Reading::Done(data),
        Proof::Accepted => Reading::Accepted(data),
        Proof::Nothing => Reading::Nothing,
    }
}

/// The error of a response that is about none of the operations.
fn unrelated(response: &Json, count: usize, writes: bool) -> Error {
    let message = match (response.is_array(), count) {
        (_, 1) => "Workfront's response doesn't show the result of the operation".to_owned(),
        (true, _) => format!(
            "Workfront's response to {count} operations has {} results, none of which is about them",
            response.len()
        ),
        _ => format!("Workfront's response to {count} operations is not a list of results"),
    };
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = writes;
    error
}
