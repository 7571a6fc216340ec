//! The error of a request without a response.

use super::budget::runtime_limit;
use crate::error::{Error, ErrorKind};
use crate::transport::TransportError;

/// The field of an error whose response was larger than this option allows.
const MAX_RESPONSE_BYTES: &str = "maxResponseBytes";

/// The error that a transport failure becomes.
pub(super) fn from_transport_error(error: TransportError, is_read: bool) -> Error {
    match error {
        TransportError::TooLarge(reason) => too_large(reason, is_read),
        TransportError::Spent(reason) => runtime_limit(&reason),
        TransportError::Network(reason) => Error::new(
            ErrorKind::Network,
            format!("Workfront could not be reached: {reason}"),
        ),
        TransportError::Timeout => {
            Error::new(ErrorKind::Timeout, "Workfront didn't respond in time")
        }
        TransportError::Cancelled => Error::new(
            ErrorKind::Cancelled,
            "The call was stopped by its caller while a request was under way",
        )
        .with_hint("If it was a write, read the object to see whether it was carried out."),
    }
}

/// Whether the response was larger than `maxResponseBytes` allows. The next one would be too.
pub(super) fn is_too_large(error: &Error) -> bool {
    error.names(MAX_RESPONSE_BYTES)
}

/// The write may have been carried out: its response counts as lost.
fn too_large(reason: String, is_read: bool) -> Error {
    let (kind, hint) = if is_read {
        (
            ErrorKind::UnexpectedResponse,
            "Request fewer fields, or fewer objects with limit, or raise maxResponseBytes.",
        )
    } else {
        (
            ErrorKind::Network,
            "The write may have been carried out: read the object first. Then request fewer fields or objects, or raise maxResponseBytes.",
        )
    };
    Error::new(kind, reason)
        .with_field(MAX_RESPONSE_BYTES)
        .with_hint(hint)
}
