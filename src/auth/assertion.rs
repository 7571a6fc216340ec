//! The JWT of a token request (docs/workfront-facts.md#jwt-exchange). The host signs it.

use super::Credentials;
use super::kind::Assertion;
use crate::json::ToJson;
use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Serialize;

/// `{"alg":"RS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9";

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    exp: u32,
}

/// The header and the claims, encoded: what has to be signed. `now` is in milliseconds since 1970.
pub(crate) fn unsigned_jwt(credentials: &Credentials, assertion: &Assertion, now: f64) -> String {
    let claims = Claims {
        iss: credentials.get_or_empty(assertion.issuer),
        sub: credentials.get_or_empty(assertion.subject),
        exp: ((now / 1_000.0) as u32).saturating_add(assertion.lifetime_seconds),
    };
    let claims = claims.to_json().to_json_string();
    let claims = Base64UrlUnpadded::encode_string(claims.as_bytes());
    format!("{HEADER}.{claims}")
}
