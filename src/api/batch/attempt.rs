//! One request in one dialect, and what its answer tells of each operation.

use super::{Dialect, Operation, Verdict, bulk, operations, uris};
use crate::api::Client;
use crate::error::{Error, ErrorKind, Result};

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
    match (dialect, group) {
        (Dialect::Uris, _) => {
            let answer = client.send(uris::request(group)).await?;
            uris::read(&answer, group)
        }
        (Dialect::Bulk, [one]) => Ok(vec![Some(Ok(client.send(one.to_request()).await?))]),
        (Dialect::Bulk, _) => {
            let answer = client.send(bulk::request(group)).await?;
            bulk::read(&answer, group)
        }
        (Dialect::Operations | Dialect::Auto, _) => {
            let answer = client.send(operations::request(group)).await?;
            operations::read(&answer, group)
        }
    }
}

/// An answer that isn't what the dialect promises.
pub(super) fn not_a_list(expected: usize, got: usize) -> Error {
    let message = format!("Workfront's answer to a batch of {expected} has {got} results");
    Error::new(ErrorKind::UnexpectedResponse, message)
}
