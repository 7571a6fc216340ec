use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A stable code for each kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[derive(VariantArray)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is wrong; found before sending, or by Workfront (400, 422).
    Validation,
    /// The credential is missing, wrong or expired (401).
    Unauthorized,
    /// The credential's user has no permission (403), or a guard refused the write; `reason` is the guard.
    Forbidden,
    /// The object doesn't exist, or the credential's user may not see it (404, 410).
    NotFound,
    /// The object exists already (409, or a duplicate that Workfront reports).
    Conflict,
    /// Workfront received too many requests of this customer at the same time (429).
    RateLimited,
    /// No response arrived in time, or the caller's signal is one of `AbortSignal.timeout`.
    Timeout,
    /// The connection failed.
    Network,
    /// Workfront failed (5xx).
    Server,
    /// The response has none of Workfront's known forms, or a field of a user has another type than documented; `fields` then
    /// has its path, such as `users[3].isActive`.
    UnexpectedResponse,
    /// A write may or may not have been carried out; `reason` is the kind of the error that ended it.
    OutcomeUnknown,
    /// The caller cancelled the call, and nothing was written. `cause` is the signal's `reason`.
    Cancelled,
    /// A limit was reached, and this write was not sent: `deadlineMs`, `maxRequests`, or the edge runtime's number of
    /// subrequests.
    Budget,
    /// A plan, an approval or a receipt is refused; `reason` says why. Nothing was sent.
    NotApproved,
    /// The WebAssembly can't be loaded, or this package has a bug. Later calls may succeed.
    Internal,
}

impl ErrorKind {
    /// Whether the same call may succeed later, unchanged.
    pub fn is_retryable(self) -> bool {
        matches!(
            self,
            ErrorKind::RateLimited
                | ErrorKind::Timeout
                | ErrorKind::Network
                | ErrorKind::Server
                | ErrorKind::Budget
        )
    }

    /// Whether an error of a read means that this read is refused or not supported, so that other reads may still succeed.
    pub(crate) fn refuses_read(self) -> bool {
        matches!(
            self,
            ErrorKind::Validation
                | ErrorKind::Forbidden
                | ErrorKind::NotFound
                | ErrorKind::UnexpectedResponse
        )
    }

    /// The kind of an HTTP status (docs/workfront-facts.md#status-codes).
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            400 | 413 | 414 | 415 | 422 => ErrorKind::Validation,
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 | 410 => ErrorKind::NotFound,
            409 => ErrorKind::Conflict,
            408 => ErrorKind::Timeout,
            429 => ErrorKind::RateLimited,
            500..=599 => ErrorKind::Server,
            _ => ErrorKind::UnexpectedResponse,
        }
    }
}
