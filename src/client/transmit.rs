//! The lowest layer: one transmission of a request.

use super::Client;
use super::redact::redact_response;
use super::transport_error::from_transport_error;
use crate::auth::AccessToken;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::{
    envelope::{Envelope, parse_response},
    evidence,
};
use crate::transport::{Body, Request, Response, TransportError, retry_after_ms};
use std::cell::Cell;

/// Takes the text of a successful response, or gives it back, so that the client reads it as usual.
pub(crate) type OnText<'a> = &'a dyn Fn(String) -> std::result::Result<(), String>;

/// How a request is sent, and what its response is.
#[derive(Clone, Copy)]
pub(super) struct SendOptions<'a> {
    /// Whether the request may be sent again when its response was lost.
    pub repeatable: bool,
    /// Whether the request changes the tenant.
    pub writes: bool,
    /// What encloses the data of the response.
    pub envelope: Envelope,
    /// The secrets that no error may repeat, besides those of the token.
    pub secrets: &'a [String],
    /// The token that the request carries.
    pub token: Option<&'a AccessToken>,
    /// Set to true when an earlier transmission than the one with the response may have been carried out.
    pub was_lost: &'a Cell<bool>,
    /// Takes the response if the host returns it as text; the data is null then.
    pub on_text: Option<OnText<'a>>,
}

impl Client {
    /// Sends a request once: waits for a permit, checks the budget, and reads the response.
    ///
    /// # Errors
    /// Kind `budget` or `cancelled` if nothing was sent; every failure of the transport; every error that the response
    /// is. `maybe_done` is set when the request may have been carried out.
    pub(super) async fn transmit(
        &self,
        request: &mut Request,
        options: SendOptions<'_>,
    ) -> Result<Json> {
        let permit = self.acquire().await?;
        self.budget.check(&self.tenant().policy, self.now())?;
        // The deadline of one call doesn't end a shared request that can't be sent again.
        let is_bounded = options.repeatable || !request.shared;
        if let Some(left) = self.left_ms().filter(|_| is_bounded) {
            let timeout = request.timeout_ms;
            request.timeout_ms = if timeout > 0.0 {
                timeout.min(left)
            } else {
                left
            };
        }
        self.budget.add_request();
        let response = self.host().transport.send(request).await;
        drop(permit);
        let result = match response {
            Ok(response) => self.read_response(response, options),
            Err(error) => {
                if let TransportError::Spent(_) = error {
                    self.budget.set_spent();
                }
                Err(from_transport_error(error, request.is_read()))
            }
        };
        let result = result.map_err(|mut error| {
            error.maybe_done = evidence::may_have_been_done(&error);
            error
        });
        self.adjust_limit(&result);
        result
    }

    fn read_response(&self, mut response: Response, options: SendOptions<'_>) -> Result<Json> {
        if let Body::Unparsed(text) = response.body {
            let text = match options.on_text {
                Some(on_text) if response.status == 200 => match on_text(text) {
                    Ok(()) => return Ok(Json::null()),
                    Err(text) => text,
                },
                _ => text,
            };
            response.body = Body::from_text(&text);
        }
        redact_response(&mut response, options.secrets, options.token);
        let retry_after = response.retry_after.as_deref();
        let delay = retry_after.and_then(|text| retry_after_ms(text, self.now()));
        parse_response(response, options.envelope).map_err(|mut error| {
            error.retry_after_ms = delay;
            error
        })
    }
}
