//! Deletions whose response was lost or proves nothing. The object is read, and the deletion is sent again only if it is
//! still there: otherwise the response couldn't distinguish a deleted object from one that never existed.

use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::protocol::evidence::{self, Evidence};
use crate::transport::Future;

/// How often a deletion is sent at most.
const ATTEMPTS: usize = 3;

const STILL_SHOWS: &str = "The object is still there. Workfront may be deleting in the background: look again in some minutes before you try again.";

/// How one deletion is sent, and how its object is read.
pub(crate) trait Deletion {
    /// Sends it once and returns the data of a response that proves it. An error means that the response proves nothing.
    fn send(&self) -> Future<'_, Result<Json>>;

    /// Whether the object is there. Only Workfront's own response or an empty list proves that it isn't.
    fn is_there(&self) -> Future<'_, Result<bool>>;
}

/// How it is known that an object is deleted.
pub(crate) struct Deleted {
    /// Workfront's response, or `{"success": true}` where reading shows it.
    pub(crate) data: Json,
    pub(crate) evidence: Evidence,
    /// Whether the object was there when it was last read. Workfront deletes in the background.
    pub(crate) was_there: bool,
}

impl Deleted {
    /// The response to the deletion proves it.
    pub(crate) fn by_response(data: Json) -> Self {
        Deleted {
            data,
            evidence: Evidence::Response,
            was_there: false,
        }
    }
}

/// Completes a deletion whose response was lost. Waits as long as a response requests (`Retry-After`) before each attempt.
/// Costs 1 to 5 requests.
///
/// # Errors
/// Kind `outcomeUnknown`; `what` completes "It is unknown whether …".
pub(crate) async fn complete_deletion(
    client: &Client,
    deletion: &dyn Deletion,
    lost: &Error,
    what: &str,
) -> Result<Deleted> {
    let mut wait = lost.retry_after_ms;
    for attempt in 1.. {
        match deletion.is_there().await {
            Ok(true) => {}
            Ok(false) => {
                return Ok(Deleted {
                    data: Json::object_of(&[("success", true.into())]),
                    evidence: Evidence::ReadBack,
                    was_there: false,
                });
            }
            Err(unread) => {
                return Err(evidence::unknown(
                    &evidence::unread_cause(lost, &unread),
                    what,
                ));
            }
        }
        let is_too_long = wait.is_some_and(|ms| client.tenant().policy.is_too_long(ms));
        if attempt == ATTEMPTS || is_too_long {
            break;
        }
        if let Some(ms) = wait {
            let slept = client.unless_cancelled(client.host().clock.sleep(ms)).await;
            slept.map_err(|stopped| evidence::unknown(&stopped, what))?;
        }
        match deletion.send().await {
            Ok(data) => {
                return Ok(Deleted {
                    data,
                    evidence: Evidence::Response,
                    was_there: true,
                });
            }
            Err(error) => wait = error.retry_after_ms,
        }
    }
    Err(evidence::unknown(lost, what).with_hint(STILL_SHOWS))
}
