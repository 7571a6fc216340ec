//! What a token service's refusal means, for whoever has to put it right.

use super::{CredentialType, Credentials};
use crate::error::{Error, ErrorKind};

/// The same error, told as a failed sign-in.
pub(super) fn explain(mut error: Error, credentials: &Credentials) -> Error {
    let kind = credentials.kind();
    let reason = match &error.workfront_message {
        Some(reason) => reason.clone(),
        None => std::mem::take(&mut error.message),
    };
    let refused = matches!(
        error.kind,
        ErrorKind::Validation
            | ErrorKind::Unauthorized
            | ErrorKind::Forbidden
            | ErrorKind::NotFound
            | ErrorKind::Conflict
    );
    let is_redirect = matches!(error.status, Some(300..=399));
    if refused && !is_redirect {
        error.kind = ErrorKind::Unauthorized;
        error.retryable = false;
        error.hint = hint(kind, &reason).to_owned();
    } else if kind == CredentialType::OauthRefresh
        && !matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Budget)
        && !refused
    {
        error.hint = "It is unknown whether the refresh token was used up. Run this again; if it is refused then, authorize anew.".to_owned();
    }
    error.message = format!("Signing in with {} failed: {reason}", kind.as_str());
    error
}

fn hint(kind: CredentialType, reason: &str) -> &'static str {
    if reason.contains("invalid_scope") {
        return "Give the scopes that the credential's page in the Adobe Developer Console lists.";
    }
    if reason.contains("invalid_client") {
        return "Check clientId and clientSecret, and that both are of this environment.";
    }
    match kind {
        CredentialType::ImsServerToServer => {
            "Check clientId, clientSecret and scopes against the credential's page in the Adobe Developer Console."
        }
        CredentialType::OauthJwt => {
            "Check clientId, clientSecret and customerId on the OAuth2 application's page, that userId is an active user, that privateKey belongs to the application's key, and this machine's clock."
        }
        CredentialType::OauthRefresh => {
            "The refresh token has expired, was revoked or was used already: authorize anew. Check clientId and clientSecret too."
        }
        _ => {
            "Organizations on Adobe's platform can no longer log in with a password: use imsServerToServer or oauthJwt. Elsewhere check username and password."
        }
    }
}
