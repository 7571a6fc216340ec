//! One request in one dialect, and what its answer tells of each operation.

use super::{Dialect, Operation, Verdict, bulk, operations, uris};
use crate::api::{ApiRequest, Client, envelope};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::{Method, Payload};

/// Sends a group of operations once. The answer has a place for each of them, in order; a place is empty where the
/// answer says nothing about that operation.
///
/// # Errors
/// The whole call failed, so that nothing is known of any single operation.
pub(super) async fn send(
    client: &Client,
    dialect: Dialect,
    group: &[&Operation],
) -> Result<Vec<Option<Verdict>>> {
    let request = match (dialect, group) {
        (Dialect::Bulk, [one]) => one.to_request(),
        (Dialect::Bulk, _) => bulk::request(group),
        (Dialect::Uris, _) => to_batch(uris::payload(group), group),
        (Dialect::Operations | Dialect::Auto, _) => to_batch(operations::payload(group), group),
    };
    let answer = client.send(request).await?;
    match (dialect, group) {
        (Dialect::Bulk, [_]) => Ok(vec![Some(Ok(answer))]),
        (Dialect::Bulk, _) => bulk::read(&answer, group),
        _ => one_by_one(&answer, group.len()),
    }
}

fn to_batch(payload: Payload, group: &[&Operation]) -> ApiRequest {
    let repeatable = group.iter().all(|operation| operation.is_idempotent());
    ApiRequest::new(Method::Post, "/batch")
        .with_payload(payload)
        .repeatable(repeatable)
        .writing(
            group
                .iter()
                .any(|operation| operation.method != Method::Get),
        )
}

fn one_by_one(answer: &Json, expected: usize) -> Result<Vec<Option<Verdict>>> {
    let got = answer.len();
    if !answer.is_array() || got != expected {
        let message = format!("Workfront's answer to a batch of {expected} has {got} results");
        return Err(Error::new(ErrorKind::UnexpectedResponse, message));
    }
    let mut verdicts = Vec::with_capacity(got);
    for item in answer.items() {
        verdicts.push(Some(verdict(item)));
    }
    Ok(verdicts)
}

/// The guide shows the bare state of an object; Adobe's client gets it wrapped in `data`. Either is understood.
fn verdict(item: Json) -> Verdict {
    if let Some(error) = envelope::error_of_item(&item) {
        return Err(error);
    }
    let wrapped = item.get("data").filter(|_| item.keys().len() == 1);
    Ok(wrapped.unwrap_or(item))
}
