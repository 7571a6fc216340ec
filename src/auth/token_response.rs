//! The response of a token service.

use super::field::{get_word, is_word};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;

/// The lifetime of a session when the service doesn't state it: its cookie's eight hours
/// (docs/workfront-facts.md#sessions).
const SESSION_MS: f64 = 28_800_000.0;
/// A token is renewed this long before it expires, or a tenth of its lifetime if that is less.
const MARGIN_MS: f64 = 60_000.0;

/// A token that was issued.
pub(crate) struct IssuedToken {
    pub token: String,
    /// When it expires, in milliseconds since 1970.
    pub expires_at: f64,
    /// When to request the next one, in milliseconds since 1970.
    pub renew_at: f64,
    /// The refresh token for the next one.
    pub refresh_token: Option<String>,
    /// The user whose token it is, if the response shows it (docs/workfront-facts.md#sessions).
    pub own_user: Option<Id>,
}

impl IssuedToken {
    /// Reads the response to a request that was sent at `sent_at`, in milliseconds since 1970.
    ///
    /// # Errors
    /// Kind `unexpectedResponse`: the response has no token.
    pub fn read(response: &Json, sent_at: f64) -> Result<Box<Self>> {
        let token = response.get_str("access_token");
        let token = token.or_else(|| response.get_str("sessionID"));
        let Some(token) = token.filter(|token| is_word(token)) else {
            let message = "the response has no token";
            return Err(Error::new(ErrorKind::UnexpectedResponse, message));
        };
        let seconds = response.get("expires_in").and_then(|value| {
            let from_string = || value.as_str()?.parse::<u32>().ok().map(f64::from);
            value.as_f64().or_else(from_string)
        });
        // The sample in the documentation has 0.
        let lifetime = match seconds {
            Some(seconds) if seconds > 0.0 => seconds * 1_000.0,
            _ => SESSION_MS,
        };
        let expires_at = sent_at + lifetime;
        Ok(Box::new(IssuedToken {
            token,
            expires_at,
            renew_at: expires_at - MARGIN_MS.min(lifetime / 10.0),
            refresh_token: get_word(response, "refresh_token"),
            own_user: response.get_str("userID").as_deref().and_then(Id::parse),
        }))
    }
}
