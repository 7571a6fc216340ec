use crate::client::Client;
use crate::error::Result;
use crate::protocol::batch::{DialectSpec, Operation, OperationProof, prove_operations};
use std::cell::Cell;

/// Sends a group of operations once and returns what the response proves about each, in their order. Costs 1 request.
///
/// # Errors
/// The whole request failed, or its response is about none of the operations.
pub(super) async fn exchange(
    client: &Client,
    dialect: &DialectSpec,
    group: &[&Operation],
) -> Result<Vec<OperationProof>> {
    let writes = group.iter().any(|operation| operation.is_write());
    let request = (dialect.build_request)(group).writing(writes);
    let was_lost = Cell::new(false);
    let response = client.send_noting_loss(request, &was_lost).await?;
    prove_operations(&response, dialect, group, was_lost.get())
}
