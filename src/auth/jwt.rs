//! The assertion of a machine-to-machine application (docs/workfront-facts.md#jwt-exchange). The host's crypto
//! signs it.

use super::Credentials;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::ToJson;
use crate::transport::HostFunction;
use base64ct::{Base64UrlUnpadded, Encoding};

/// `{"alg":"RS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9";
/// How long an assertion is good for, in seconds: "a few minutes", with room for clocks that differ.
const LIFETIME_SECONDS: u32 = 300;

/// A signed assertion.
pub(super) async fn signed(client: &Client, credentials: &Credentials) -> Result<String> {
    let exp = ((client.now() / 1_000.0) as u32).saturating_add(LIFETIME_SECONDS);
    #[derive(serde::Serialize)]
    struct Claims<'a> {
        iss: &'a str,
        sub: &'a str,
        exp: u32,
    }
    let (iss, sub) = (credentials.text("customerId"), credentials.text("userId"));
    let claims = Claims { iss, sub, exp }.to_json();
    let claims = Base64UrlUnpadded::encode_string(claims.to_json_string().as_bytes());
    let mut text = format!("{HEADER}.{claims}");
    let arguments = vec![credentials.text("privateKey").into(), text.as_str().into()];
    let signature = client.call_host(HostFunction::Sign, arguments).await;
    let signature = signature.and_then(|signature| {
        let signature = signature.as_str().filter(|text| !text.is_empty());
        let nothing = "the host has no function 'sign', or it gave nothing";
        signature.ok_or_else(|| nothing.to_owned().into())
    });
    match signature {
        Ok(signature) => {
            text.push('.');
            text.push_str(&signature);
            Ok(text)
        }
        Err(error) => Err(not_signed(&error.reason)),
    }
}

fn not_signed(reason: &str) -> Error {
    let message = format!("Signing in with oauthJwt failed: the key could not sign: {reason}");
    Error::new(ErrorKind::Unauthorized, message).with_hint(
        "Check that privateKey is the whole RSA key, PKCS#8 in PEM, with its line breaks.",
    )
}
