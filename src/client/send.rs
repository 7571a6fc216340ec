//! The top layer: a request of an action carries an access token, which is renewed once if Workfront refuses it.

use super::Client;
use super::retry::after_loss;
use super::transmit::{OnText, SendOptions};
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
        request: ApiRequest,
        lost: &Cell<bool>,
    ) -> Result<Json> {
        self.send_with(request, lost, None).await
    }

    /// The same as [`Client::send`], for long responses. `on_text` takes the text of the response, and the data is null then. The
    /// response is read as usual if the host has parsed it, or `on_text` gives it back.
    #[cfg(feature = "plans")]
    pub(crate) async fn send_for_text(
        &self,
        request: ApiRequest,
        on_text: OnText<'_>,
    ) -> Result<Json> {
        let lost = Cell::new(false);
        self.send_with(request, &lost, Some(on_text)).await
    }

    async fn send_with(
        &self,
        mut request: ApiRequest,
        lost: &Cell<bool>,
        on_text: Option<OnText<'_>>,
    ) -> Result<Json> {
        let (repeatable, service) = (request.repeatable, request.service);
        let writes = request.is_write();
        let (envelope, event_credential) = match service {
            Service::Objects => (Envelope::Data, EventCredential::Same),
            Service::Events => (Envelope::None, self.tenant().event_credential),
        };
        let mut secrets = std::mem::take(&mut request.secrets);
        let mut request = self.build(request)?;
        request.as_text = on_text.is_some();
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
                on_text,
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
            as_text: false,
            shared: false,
        })
    }
}

/// Whether Workfront refused the token, so that the request was not carried out. A redirect may also mean a wrong address.
pub(super) fn is_token_refused(error: &Error) -> bool {
    error.kind == ErrorKind::Unauthorized && !matches!(error.status, Some(300..=399))
}
