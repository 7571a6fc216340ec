//! The layer of retries: a request is sent again when that can help and does no harm.

use super::Client;
use super::redact::redact_error;
use super::transmit::SendOptions;
use super::transport_error::is_too_large;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::Request;

impl Client {
    /// Sends a request up to [`Policy::attempts`](super::Policy::attempts) times, and returns the data of its response.
    ///
    /// # Errors
    /// The last attempt's error, without secrets; kind `cancelled` if the call is cancelled between two attempts.
    pub(super) async fn send_with_retries(
        &self,
        request: &mut Request,
        options: SendOptions<'_>,
    ) -> Result<Json> {
        request.headers.push(("Accept", "application/json".into()));
        if let Some(payload) = &request.payload {
            let content_type = payload.content_type().into();
            request.headers.push(("Content-Type", content_type));
        }
        let timeout_ms = request.timeout_ms;
        let mut attempt = 1;
        let mut was_lost = false;
        loop {
            request.timeout_ms = timeout_ms;
            let mut error = match self.transmit(request, options).await {
                Ok(data) => {
                    options.was_lost.set(was_lost);
                    return Ok(data);
                }
                Err(error) => error,
            };
            error.after_loss = was_lost;
            error.maybe_done = options.writes && (was_lost || error.maybe_done);
            was_lost = error.maybe_done;
            attempt += 1;
            let Some(delay) = self.delay_before(attempt, &error, options.repeatable) else {
                let error = self.explain_delay(error, request.is_read());
                return Err(redact_error(error, options.secrets, options.token));
            };
            let slept = self.unless_cancelled(self.host().clock.sleep(delay)).await;
            slept.map_err(|error| after_loss(was_lost, error))?;
        }
    }

    /// The delay before this attempt, in milliseconds; `None` when the request isn't sent again.
    fn delay_before(&self, attempt: u32, error: &Error, repeatable: bool) -> Option<f64> {
        let policy = &self.tenant().policy;
        if attempt > policy.attempts || !is_retryable(error, repeatable) {
            return None;
        }
        let random = self.host().random.next();
        let delay = policy.delay_before(attempt, error.retry_after_ms, random)?;
        let fits = self.left_ms().is_none_or(|left| delay < left);
        fits.then_some(delay)
    }

    /// Adds a hint when the server requests a longer delay than the policy allows. A 503 doesn't show that a write was
    /// refused.
    fn explain_delay(&self, mut error: Error, is_read: bool) -> Error {
        let policy = &self.tenant().policy;
        let Some(requested) = error.retry_after_ms.filter(|ms| policy.is_too_long(*ms)) else {
            return error;
        };
        match error.kind {
            ErrorKind::RateLimited => {}
            ErrorKind::Server if is_read && error.status == Some(503) => {
                error.kind = ErrorKind::RateLimited;
            }
            _ => return error,
        }
        error.with_hint(format!(
            "The server asks to wait {} s, longer than retry.maxMs allows: run this again then, or raise retry.maxMs.",
            (requested / 1_000.0).ceil() as u64
        ))
    }
}

/// The error after an earlier transmission of the same write that may have been carried out.
pub(super) fn after_loss(was_lost: bool, mut error: Error) -> Error {
    error.after_loss |= was_lost;
    error.maybe_done |= was_lost;
    error
}

/// Whether sending the request again can help and does no harm. A request that was refused for lack of capacity was not
/// carried out. Any other request without a response may have been.
fn is_retryable(error: &Error, repeatable: bool) -> bool {
    match error.kind {
        // A gateway's 429 doesn't show what happened behind it.
        ErrorKind::RateLimited => repeatable || !error.maybe_done,
        ErrorKind::Network if is_too_large(error) => false,
        ErrorKind::Network | ErrorKind::Timeout => repeatable,
        // 502, 503 and 504 are temporary failures of a gateway. 500 is Workfront's own failure, which would repeat.
        ErrorKind::Server => repeatable && matches!(error.status, Some(502..=504)),
        // The response was truncated.
        ErrorKind::UnexpectedResponse => repeatable && error.retryable,
        _ => false,
    }
}
