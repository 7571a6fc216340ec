//! The top layer: a request of an action carries an access token, which is renewed once if Workfront refuses it.

use super::Client;
use super::retry::after_loss;
use super::transmit::SendOptions;
use crate::auth::EventCredential;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{ApiRequest, Service, envelope::Envelope};
use crate::transport::{Payload, Request};
use std::cell::Cell;

impl Client {
    /// Sends a request and returns the data of its response. It costs 1 request for each attempt, and 1 more for each
    /// token that is requested.
    ///
    /// # Errors
    /// Every failure of the transport and every error of Workfront, after the attempts that the policy allows.
    pub async fn send(&self, request: ApiRequest) -> Result<Json> {
        self.send_noting_loss(request, &Cell::new(false)).await
    }

    /// The same as [`Client::send`]. Sets `lost` to true when an earlier transmission of the write, without a
    /// response, may have been carried out too.
    pub(crate) async fn send_noting_loss(
        &self,
        mut request: ApiRequest,
        lost: &Cell<bool>,
    ) -> Result<Json> {
        let (repeatable, service) = (request.repeatable, request.service);
        let writes = request.is_write();
        let (envelope, event_credential) = match service {
            Service::Objects => (Envelope::Data, EventCredential::Same),
            Service::Events => (Envelope::None, self.tenant().event_credential),
        };
        let mut secrets = std::mem::take(&mut request.secrets);
        let mut request = self.build(request)?;
        let authenticator = &self.tenant().authenticator;
        let mut refused = None;
        let mut was_lost = false;
        loop {
            let token = self.access_token(refused.as_ref()).await;
            let token = token.map_err(|mut error| {
                error.no_token = true;
                after_loss(was_lost, error)
            })?;
            request.headers = event_credential.headers(&token.headers);
            let options = SendOptions {
                repeatable,
                writes,
                envelope,
                secrets: &secrets,
                token: Some(&token),
                was_lost: lost,
            };
            let result = self.send_with_retries(&mut request, options).await;
            match result.map_err(|error| after_loss(was_lost, error)) {
                // This transmission was refused and not carried out: a write may be sent again too.
                Err(error)
                    if refused.is_none()
                        && authenticator.can_renew()
                        && is_token_refused(&error)
                        && (repeatable || !error.maybe_done) =>
                {
                    was_lost = error.maybe_done;
                    secrets.extend_from_slice(&token.secrets);
                    refused = Some(token);
                }
                result => {
                    lost.set(lost.get() || was_lost);
                    return result;
                }
            }
        }
    }

    /// The HTTP request, without headers.
    ///
    /// # Errors
    /// Kind `validation`: the body can't be serialized.
    pub(super) fn build(&self, request: ApiRequest) -> Result<Request> {
        let tenant = self.tenant();
        let (method, url, payload) = request.build(&tenant.base_url, tenant.api_version);
        Ok(Request {
            method,
            url,
            headers: Vec::new(),
            payload: payload.map(Payload::serialize).transpose()?,
            timeout_ms: tenant.policy.timeout_ms,
            shared: false,
        })
    }
}

/// Whether Workfront refused the token, so that the request was not carried out. A redirect may also mean a wrong address.
pub(super) fn is_token_refused(error: &Error) -> bool {
    error.kind == ErrorKind::Unauthorized && !matches!(error.status, Some(300..=399))
}
