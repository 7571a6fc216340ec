//! Signing the JWT of a token request. The host's crypto does it.

use crate::auth::{Assertion, Credentials, unsigned_jwt};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::HostFunction;

impl Client {
    /// The signed JWT.
    pub(super) async fn signed_jwt(
        &self,
        credentials: &Credentials,
        assertion: &Assertion,
    ) -> Result<String> {
        let mut jwt = unsigned_jwt(credentials, assertion, self.now());
        let key = credentials.get_or_empty(assertion.key);
        let arguments = vec![key.into(), jwt.as_str().into()];
        let signature = self.call_host(HostFunction::Sign, arguments).await;
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
}

fn not_signed(credentials: &Credentials, assertion: &Assertion, reason: &str) -> Error {
    let (kind, key) = (credentials.kind().as_str(), assertion.key);
    let message = format!("Signing in with {kind} failed: {key} could not sign: {reason}");
    Error::new(ErrorKind::Unauthorized, message).with_hint(format!(
        "Check that {key} is the whole RSA key, PKCS#8 in PEM, with its line breaks."
    ))
}
