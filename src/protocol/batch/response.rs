//! What a response proves about each operation of a batch.

use super::{DialectSpec, Operation, OperationKind, is_user};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    evidence::{self, Proof},
    results::{Identity, Item, only},
};

/// What a response proves about one operation.
#[derive(Debug)]
pub(crate) enum OperationProof {
    /// It was done.
    Done(Json),
    /// It was refused. The error says whether an earlier transmission may have been carried out.
    Refused(Error),
    /// It was accepted, but the data doesn't show the result.
    Accepted(Json),
    /// Nothing.
    Nothing,
}

/// What the data of a response proves about each operation, in order. `was_lost`: an earlier transmission may have been
/// carried out as well.
///
/// # Errors
/// Kind `unexpectedResponse` where the response is about none of the operations.
pub(crate) fn prove_operations(
    response: &Json,
    dialect: &DialectSpec,
    group: &[&Operation],
    was_lost: bool,
) -> Result<Vec<OperationProof>> {
    let mut proofs = Vec::with_capacity(group.len());
    for (operation, item) in group.iter().zip(items(response, dialect, group)) {
        proofs.push(prove(operation, item, was_lost));
    }
    let is_nothing = |proof: &OperationProof| matches!(proof, OperationProof::Nothing);
    if proofs.iter().all(is_nothing) {
        return Err(unrelated(response, group));
    }
    Ok(proofs)
}

/// The result of each operation; `None` where the response has none.
fn items(response: &Json, dialect: &DialectSpec, group: &[&Operation]) -> Vec<Option<Item>> {
    if evidence::is_acceptance(response) {
        // An acceptance of the whole request, as for `atomic=true` (docs/workfront-facts.md#atomic-writes). A read has no such result.
        let accepted = |operation: &&Operation| {
            let writes = operation.is_write();
            writes.then(|| Item::Data(response.clone()))
        };
        return group.iter().map(accepted).collect();
    }
    // More results than operations: nothing shows which of them belong to an operation.
    if response.is_array() && response.len() > group.len().max(1) {
        return group.iter().map(|_| None).collect();
    }
    let mut expected = Vec::with_capacity(group.len());
    for operation in group {
        expected.push(operation.identity());
    }
    (dialect.read_results)(response, &expected)
}

fn prove(operation: &Operation, item: Option<Item>, was_lost: bool) -> OperationProof {
    let data = match item {
        None => return OperationProof::Nothing,
        Some(Item::Refused(mut error)) => {
            let is_open = was_lost || evidence::may_have_been_done(&error);
            error.maybe_done = operation.is_write() && is_open;
            return OperationProof::Refused(error);
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
        OperationKind::Read => match operation.identity() {
            Identity::Object(id) => evidence::of_read(&data, Some(&id)),
            _ => evidence::of_read(&data, None),
        },
        OperationKind::Update if is_user(&operation.object) => evidence::of_update(&data, id, body),
        OperationKind::Update => evidence::of_object_update(&data, id),
        OperationKind::Create if operation.creates_user() => evidence::of_user_create(&data, body),
        OperationKind::Create => evidence::of_create(&data, body),
        OperationKind::Delete => evidence::of_delete(&data),
        OperationKind::Call if operation.hands_over() => evidence::of_action(&data),
        // Nothing can show the effect of another call but a response without an error.
        OperationKind::Call => match evidence::of_call(&data) {
            Proof::Accepted => Proof::Done,
            proof => proof,
        },
    };
    match proof {
        Proof::Done => OperationProof::Done(data),
        Proof::Accepted => OperationProof::Accepted(data),
        Proof::Nothing => OperationProof::Nothing,
    }
}

/// The error of a response that is about none of the operations.
fn unrelated(response: &Json, group: &[&Operation]) -> Error {
    let count = group.len();
    let message = match (response.is_array(), count) {
        (_, 1) => "Workfront's response doesn't show the result of the operation".to_owned(),
        (true, _) => format!(
            "Workfront's response to {count} operations has {} results, none of which is about these operations",
            response.len()
        ),
        _ => format!("Workfront's response to {count} operations is not an array of results"),
    };
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message);
    error.maybe_done = group.iter().any(|operation| operation.is_write());
    error
}
