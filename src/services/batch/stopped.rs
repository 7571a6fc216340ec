use super::failures::is_lost;
use super::verdict::NOT_SENT;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use serde::Serialize;

/// Why a run was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum StopReason {
    /// `maxRequests` or `deadlineMs` was reached.
    Budget,
    /// The caller cancelled the call.
    Cancelled,
    /// Workfront refuses the credential, or no new access token can be had.
    Unauthorized,
    /// Several requests in a row got no response, or one before the write; or the token service gave none.
    Network,
    /// The runtime's own limit of requests was reached, such as an edge platform's number of subrequests.
    Subrequests,
    /// Workfront refused what had to succeed before the write: the look-up before a creation, or every form of a batch request.
    /// Operations that didn't depend on it were sent.
    Refused,
}

impl StopReason {
    /// Why every request after this error would fail as well; `None` if others may succeed.
    pub fn of(client: &Client, error: &Error) -> Option<Self> {
        match error.kind {
            ErrorKind::Cancelled if client.is_overdue() => Some(StopReason::Budget),
            ErrorKind::Cancelled => Some(StopReason::Cancelled),
            ErrorKind::Budget if client.is_spent() => Some(StopReason::Subrequests),
            ErrorKind::Budget => Some(StopReason::Budget),
            ErrorKind::Unauthorized => Some(StopReason::Unauthorized),
            ErrorKind::Network | ErrorKind::Timeout if error.no_token => Some(StopReason::Network),
            _ if error.no_token => Some(StopReason::Unauthorized),
            _ => None,
        }
    }
}

/// Why a run was stopped before everything was done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stopped {
    /// The reason.
    pub reason: StopReason,
    /// The error that stopped it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::error::Details"))]
    pub error: Error,
}

impl Stopped {
    /// A run that this error stops; `None` if the next request may succeed.
    pub fn of(client: &Client, error: &Error) -> Option<Self> {
        let reason = StopReason::of(client, error)?;
        Some(Stopped {
            reason,
            error: client.redact(error.clone()),
        })
    }

    /// A run without a response to several requests in a row. `last` is the error of the last one.
    pub fn without_response(client: &Client, last: &Error) -> Self {
        let mut error = client.redact(last.clone());
        error.message = format!("{NO_RESPONSE}: {}", error.message);
        error.kind = ErrorKind::Network;
        error.maybe_done = false;
        Stopped {
            reason: StopReason::Network,
            error,
        }
    }

    /// Operations that were not sent because of this error, which didn't stop the others.
    pub fn for_unsent(client: &Client, error: &Error) -> Self {
        let refused = match is_lost(error) {
            true => StopReason::Network,
            false => StopReason::Refused,
        };
        let mut error = client.redact(error.clone());
        // It is about no single operation.
        error.id = None;
        if let Some(message) = error.message.strip_prefix(NOT_SENT) {
            error.message = message.to_owned();
        }
        Stopped {
            reason: StopReason::of(client, &error).unwrap_or(refused),
            error,
        }
    }

    /// The same, naming the action.
    #[must_use]
    pub fn in_action(mut self, action: &str) -> Self {
        self.error = self.error.in_action(action);
        self
    }
}

const NO_RESPONSE: &str = "The run was stopped: several requests in a row got no response";
