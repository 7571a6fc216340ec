//! What a token service gives.

use super::fields::{is_word, word_at};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;

/// How long a session lasts where the service doesn't say: its cookie's eight hours (docs/workfront-facts.md#sessions).
const SESSION_MS: f64 = 28_800_000.0;
/// A token is renewed this long before it ends, or a tenth of its life where that is less.
const MARGIN_MS: f64 = 60_000.0;

/// A token.
pub(super) struct Token {
    pub text: String,
    /// When it ends, in milliseconds since 1970.
    pub expires_at: f64,
    /// When to get another.
    pub renew_at: f64,
    /// The refresh token for that.
    pub refresh_token: Option<String>,
}

impl Token {
    /// The token that an answer holds, which was asked for at `asked`.
    pub fn read(answer: &Json, asked: f64) -> Result<Box<Self>> {
        let text = answer.get_str("access_token");
        let text = text.or_else(|| answer.get_str("sessionID"));
        let Some(text) = text.filter(|text| is_word(text)) else {
            let message = "the answer holds no token";
            return Err(Error::new(ErrorKind::UnexpectedResponse, message));
        };
        let seconds = answer.get("expires_in").and_then(|value| {
            let from_text = || value.as_str()?.parse::<u32>().ok().map(f64::from);
            value.as_f64().or_else(from_text)
        });
        // The documentation's own sample says 0.
        let life = match seconds {
            Some(seconds) if seconds > 0.0 => seconds * 1_000.0,
            _ => SESSION_MS,
        };
        let expires_at = asked + life;
        Ok(Box::new(Token {
            text,
            expires_at,
            renew_at: expires_at - MARGIN_MS.min(life / 10.0),
            refresh_token: word_at(answer, "refresh_token"),
        }))
    }
}
