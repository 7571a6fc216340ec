//! Deletions whose response was lost or proves nothing.

use super::Verdict;
use super::attempt::{Resolution, Unproven};
use super::exchange::exchange;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    ApiRequest,
    batch::{DialectSpec, Operation, OperationProof, is_user},
    evidence,
};
use crate::services::users::{Deletion, complete_deletion, read_user};
use crate::transport::{Future, Method};

/// The resolution of a deletion. Costs 1 to 5 requests.
pub(super) async fn resolve(
    client: &Client,
    dialect: &'static DialectSpec,
    operation: &Operation,
    unproven: &Unproven,
) -> Resolution {
    let deletion = BatchDeletion {
        client,
        dialect,
        operation,
    };
    let what = operation.what_was_done();
    let verdict = match complete_deletion(client, &deletion, &unproven.cause, &what).await {
        Ok(deleted) => Verdict::done(deleted.data, deleted.evidence),
        Err(unknown) => Verdict::unknown(unknown),
    };
    Resolution::last(verdict)
}

struct BatchDeletion<'a> {
    client: &'a Client,
    dialect: &'static DialectSpec,
    operation: &'a Operation,
}

impl Deletion for BatchDeletion<'_> {
    fn send(&self) -> Future<'_, Result<Json>> {
        Box::pin(async {
            let mut proofs = exchange(self.client, self.dialect, &[self.operation]).await?;
            match proofs.pop() {
                Some(OperationProof::Done(data)) => Ok(data),
                Some(OperationProof::Refused(error)) => Err(error),
                _ => Err(not_shown(
                    "Workfront's response doesn't show the result of the operation",
                )),
            }
        })
    }

    fn is_there(&self) -> Future<'_, Result<bool>> {
        Box::pin(async {
            let Some(id) = self.operation.id() else {
                return Ok(true);
            };
            let read = if is_user(&self.operation.object) {
                read_user(self.client, id, &["ID"]).await.map(|_| ())
            } else {
                read_object(self.client, &self.operation.object, id).await
            };
            match read {
                Ok(()) => Ok(true),
                Err(error) if error.kind == ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

async fn read_object(client: &Client, object: &str, id: &Id) -> Result<()> {
    let request = ApiRequest::to_object(Method::Get, object, id).with_fields(&["ID"]);
    match client.send(request).await {
        Ok(data) if evidence::is_object_with_id(&data, id.as_str()) => Ok(()),
        Err(error) if error.kind != ErrorKind::NotFound || evidence::shows_absence(&error) => {
            Err(error)
        }
        _ => Err(not_shown("Workfront's response doesn't show the object")),
    }
}

fn not_shown(message: &str) -> Error {
    Error::new(ErrorKind::UnexpectedResponse, message)
}
