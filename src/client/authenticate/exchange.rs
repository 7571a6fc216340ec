//! Exchanging a credential for a token.

use crate::auth::{Credentials, IssuedToken, TokenTenant, redact, sign_in_error, token_request};
use crate::client::Client;
use crate::client::transmit::SendOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::envelope::Envelope;
use std::cell::Cell;

impl Client {
    /// Requests a token from the credential's token service. It costs 1 request for each attempt.
    ///
    /// # Errors
    /// Why there is no token, as a failed sign-in.
    pub(super) async fn exchange(&self, credentials: &Credentials) -> Result<Box<IssuedToken>> {
        let Some(exchange) = credentials.exchange() else {
            let message = "a static credential has no token service";
            return Err(Error::new(ErrorKind::Internal, message));
        };
        let mut secrets = credentials.secrets();
        let jwt = match &exchange.assertion {
            None => None,
            Some(assertion) => {
                let jwt = self.signed_jwt(credentials, assertion).await;
                let jwt = jwt.map_err(|error| redact(error, &[&secrets]))?;
                secrets.push(jwt.clone());
                Some(jwt)
            }
        };
        let tenant = self.tenant();
        let tenant = TokenTenant {
            base_url: &tenant.base_url,
            api_version: tenant.api_version,
            timeout_ms: tenant.policy.timeout_ms,
        };
        let mut request = token_request(credentials, exchange, jwt.as_deref(), tenant);
        let sent_at = self.now();
        let options = SendOptions {
            // A lost response may have used up the refresh token: using it again would revoke the whole grant.
            repeatable: !exchange.rotates_refresh_token,
            writes: false,
            envelope: Envelope::Either,
            secrets: &secrets,
            token: None,
            was_lost: &Cell::new(false),
            on_text: None,
        };
        let response = self.send_with_retries(&mut request, options).await;
        response
            .and_then(|response| IssuedToken::read(&response, sent_at))
            .map_err(|error| sign_in_error(error, credentials, exchange))
    }
}
