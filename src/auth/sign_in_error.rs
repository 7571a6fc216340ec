//! What the refusal of a token service means, and what to do about it.

use super::Credentials;
use super::kind::Exchange;
use crate::error::{Error, ErrorKind};

/// The error of a token request, as a failed sign-in.
pub(crate) fn sign_in_error(
    mut error: Error,
    credentials: &Credentials,
    exchange: &Exchange,
) -> Error {
    let reason = match &error.workfront_message {
        Some(reason) => reason.clone(),
        None => std::mem::take(&mut error.message),
    };
    let is_refused = matches!(
        error.kind,
        ErrorKind::Validation
            | ErrorKind::Unauthorized
            | ErrorKind::Forbidden
            | ErrorKind::NotFound
            | ErrorKind::Conflict
    );
    let is_redirect = matches!(error.status, Some(300..=399));
    if is_refused && !is_redirect {
        error.kind = ErrorKind::Unauthorized;
        error.retryable = false;
        error.hint = hint(exchange, &reason).to_owned();
    } else if exchange.rotates_refresh_token
        && !matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Budget)
        && !is_refused
    {
        error.hint = "The refresh token may have been used up. Run this again. If it is refused, authorize the application again.".to_owned();
    }
    let kind = credentials.kind().as_str();
    error.message = format!("Signing in with {kind} failed: {reason}");
    error
}

fn hint(exchange: &Exchange, reason: &str) -> &'static str {
    if reason.contains("invalid_scope") {
        return "Set scopes to those that the credential's page in the Adobe Developer Console lists.";
    }
    if reason.contains("invalid_client") {
        return "Check clientId and clientSecret, and that both are of this environment.";
    }
    exchange.hint
}
