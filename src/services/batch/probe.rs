use super::exchange::exchange;
use crate::client::Client;
use crate::error::Result;
use crate::protocol::batch::{
    DialectRefusal, DialectSpec, Operation, OperationProof, dialect_refusal,
};

/// Finds out with a read, which changes nothing, whether the tenant accepts the dialect. Costs 1 request, none for a
/// documented dialect.
///
/// # Errors
/// The read failed for another reason: no connection, no credential or no capacity.
pub(super) async fn accepts(
    client: &Client,
    dialect: &'static DialectSpec,
    may_change: bool,
) -> Result<bool> {
    if dialect.is_documented {
        return Ok(true);
    }
    let is_done = |proof: &OperationProof| matches!(proof, OperationProof::Done(_));
    match exchange(client, dialect, &[&Operation::probe()]).await {
        Ok(proofs) => Ok(proofs.iter().all(is_done)),
        Err(error) if dialect_refusal(&error, may_change) != DialectRefusal::None => Ok(false),
        Err(error) => Err(error),
    }
}
