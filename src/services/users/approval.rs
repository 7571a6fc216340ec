//! The approval that a new user waits for (docs/workfront-facts.md#user-approvals).

use super::{Deletion, complete_deletion, explain, read_user};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::ApiRequest;
use crate::transport::{Future, Method};
use serde::Deserialize;

/// The field that shows the state of the approval.
pub const APPROVAL_STATUS: &str = "userApproval:status";

/// What happens to people who wait for an approval. They can't be deactivated: they become active when it clears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PendingPeople {
    /// Nothing is sent for them.
    Keep,
    /// Their approval is rejected, which deletes them.
    Reject,
}

/// The state of a user's approval, in upper case; empty if Workfront doesn't show it.
fn status_of(user: &Json) -> String {
    let approval = user.get_or_null("userApproval");
    approval.str_or_default("status").to_ascii_uppercase()
}

fn is_rejected(status: &str) -> bool {
    status.starts_with("REJ")
}

/// Whether an inactive account needs an approval. The states of approvals aren't documented
/// (docs/workfront-facts.md#user-approvals): a status that begins with `AP` (approved) or `REJ` (rejected) is final, any other is
/// open.
pub fn is_pending(user: &Json) -> bool {
    // First what is false of most users.
    if user.get_bool("isActive") != Some(false) || !user.get_or_null("userApproval").is_object() {
        return false;
    }
    let status = status_of(user);
    let is_final = status.starts_with("AP") || is_rejected(&status);
    !is_final
}

/// Checks that Workfront shows the state of a pending user's approval: one that is decided already must not be rejected.
///
/// # Errors
/// Kind `unexpectedResponse`.
pub fn check_rejectable(user: &Json, id: &Id) -> Result<()> {
    if !status_of(user).is_empty() {
        return Ok(());
    }
    let message = format!("Workfront doesn't show the state of the approval of user {id}");
    Err(Error::new(ErrorKind::UnexpectedResponse, message)
        .about(id.as_str())
        .with_hint("Nothing was sent. Reject the approval in Workfront itself."))
}

/// Rejects the approval of a pending user, which deletes the user, and reads the user again. Costs 2 requests, and up to 7 more
/// where responses are lost.
///
/// # Errors
/// Workfront's refusal; kind `outcomeUnknown` if reading the user again doesn't show the rejection.
pub async fn reject_approval(client: &Client, id: &Id) -> Result<()> {
    let rejection = Rejection { client, id };
    match rejection.send().await {
        Ok(_) => Ok(()),
        Err(lost) if lost.maybe_done => {
            let what = format!("the approval of user {id} was rejected");
            let done = complete_deletion(client, &rejection, &lost, &what).await;
            done.map(drop).map_err(|error| error.about(id.as_str()))
        }
        Err(error) => Err(explain(error, id)),
    }
}

/// The rejection of one user's approval.
struct Rejection<'a> {
    client: &'a Client,
    id: &'a Id,
}

impl Deletion for Rejection<'_> {
    fn send(&self) -> Future<'_, Result<Json>> {
        let request = ApiRequest::new(Method::Put, "/userapproval/reject");
        let mut request = request.repeatable(false);
        request.query.add("userIDs", self.id.as_str());
        Box::pin(async {
            let data = self.client.send(request).await?;
            // The response isn't documented, so that only reading the user again proves it.
            let unproven = |mut error: Error| {
                error.maybe_done = true;
                error
            };
            match self.is_there().await.map_err(unproven)? {
                false => Ok(data),
                true => Err(unproven(still_pending(self.id))),
            }
        })
    }

    fn is_there(&self) -> Future<'_, Result<bool>> {
        Box::pin(async {
            let fields = ["ID", "isActive", APPROVAL_STATUS];
            match read_user(self.client, self.id, &fields).await {
                // Workfront deletes in the background.
                Ok(user) if is_rejected(&status_of(&user)) => Ok(false),
                Ok(user) if is_pending(&user) => Ok(true),
                Ok(_) => Err(decided(self.id)),
                Err(error) if error.kind == ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

fn still_pending(id: &Id) -> Error {
    let message =
        format!("Workfront accepted the rejection, but user {id} still waits for approval");
    Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str())
}

fn decided(id: &Id) -> Error {
    let message = format!("The approval of user {id} was decided before it could be rejected");
    Error::new(ErrorKind::Conflict, message).about(id.as_str())
}
