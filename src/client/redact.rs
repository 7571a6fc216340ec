//! The layer of redaction: neither an error nor a response text contains a secret.

use super::Client;
use crate::auth::{AccessToken, redact, redact_text};
use crate::error::Error;
use crate::transport::{Body, Response};

impl Client {
    /// The same error without the secrets of the connection, for an error that is an item of a successful response.
    pub fn redact(&self, error: Error) -> Error {
        match self.tenant().authenticator.token() {
            Some(token) => token.redact(error),
            None => error,
        }
    }
}

/// The error of a request without the secrets of the request and of its token.
pub(super) fn redact_error(error: Error, secrets: &[String], token: Option<&AccessToken>) -> Error {
    let error = redact(error, &[secrets]);
    match token {
        Some(token) => token.redact(error),
        None => error,
    }
}

/// Removes secrets from a body that isn't JSON.
pub(super) fn redact_response(
    response: &mut Response,
    secrets: &[String],
    token: Option<&AccessToken>,
) {
    if let Body::Text(text) = &mut response.body {
        redact_text(text, &[secrets]);
        if let Some(token) = token {
            token.redact_text(text);
        }
    }
}
