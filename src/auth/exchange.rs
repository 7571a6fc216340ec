//! Exchanging a credential for a token.

use super::kind::Exchange;
use super::token_request::{TokenTenant, token_request};
use super::token_response::IssuedToken;
use super::{Credentials, assertion::unsigned_jwt, kind::Assertion, sign_in_error::sign_in_error};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::HostFunction;

/// Requests a token from the credential's token service.
///
/// # Errors
/// Why there is no token, as a failed sign-in.
pub(super) async fn token(
    client: &Client,
    credentials: &Credentials,
    exchange: &Exchange,
) -> Result<Box<IssuedToken>> {
    let mut secrets = credentials.secrets();
    let jwt = match &exchange.assertion {
        None => None,
        Some(assertion) => {
            let jwt = signed_jwt(client, credentials, assertion).await;
            let jwt = jwt.map_err(|error| super::redact(error, &[&secrets]))?;
            secrets.push(jwt.clone());
            Some(jwt)
        }
    };
    let tenant = TokenTenant {
        base_url: &client.tenant().base_url,
        api_version: client.tenant().api_version,
        timeout_ms: client.tenant().policy.timeout_ms,
    };
    let request = token_request(credentials, exchange, jwt.as_deref(), tenant);
    let sent_at = client.now();
    // A lost response may have used up the refresh token: using it again would revoke the whole grant.
    let repeatable = !exchange.rotates_refresh_token;
    let all_secrets: [&[String]; 1] = [&secrets];
    let response = client.send_to_token_service(request, repeatable, &all_secrets);
    response
        .await
        .and_then(|response| IssuedToken::read(&response, sent_at))
        .map_err(|error| sign_in_error(error, credentials, exchange))
}

/// The JWT, signed by the host's crypto.
async fn signed_jwt(
    client: &Client,
    credentials: &Credentials,
    assertion: &Assertion,
) -> Result<String> {
    let mut jwt = unsigned_jwt(credentials, assertion, client.now());
    let key = credentials.get_or_empty(assertion.key);
    let arguments = vec![key.into(), jwt.as_str().into()];
    let signature = client.call_host(HostFunction::Sign, arguments).await;
    let signature = signature.and_then(|signature| {
        let signature = signature.as_str().filter(|text| !text.is_empty());
        let missing = "the host has no function 'sign', or it returned no string";
        signature.ok_or_else(|| missing.to_owned().into())
    });
    match signature {
        Ok(signature) => {
            jwt.push('.');
            jwt.push_str(&signature);
            Ok(jwt)
        }
        Err(error) => Err(not_signed(credentials, assertion, &error.reason)),
    }
}

fn not_signed(credentials: &Credentials, assertion: &Assertion, reason: &str) -> Error {
    let (kind, key) = (credentials.kind().as_str(), assertion.key);
    let message = format!("Signing in with {kind} failed: {key} could not sign: {reason}");
    Error::new(ErrorKind::Unauthorized, message).with_hint(format!(
        "Check that {key} is the whole RSA key, PKCS#8 in PEM, with its line breaks."
    ))
}
