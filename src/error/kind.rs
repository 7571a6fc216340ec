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
    /// The credential's user has no permission (403).
    Forbidden,
    /// The object doesn't exist, or the credential's user may not see it (404, 410).
    NotFound,
    /// The object exists already (409, or a duplicate that Workfront reports).
    Conflict,
    /// Too many requests at once for the customer (429).
    RateLimited,
    /// No response in time.
    Timeout,
    /// The connection failed.
    Network,
    /// Workfront failed (5xx).
    Server,
    /// A response of no known form, or a user with a field of another type than documented.
    UnexpectedResponse,
    /// A write may or may not have been carried out.
    OutcomeUnknown,
    /// The caller cancelled the call.
    Cancelled,
    /// The call's limit of time or requests was reached (deadlineMs, maxRequests), and this write was not sent.
    Budget,
    /// A bug in this library.
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

    /// The kind that an HTTP status stands for (docs/workfront-facts.md#status-codes).
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
