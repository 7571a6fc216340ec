//! Optional functions of the host: a token store, signing, and the credential.

use super::Future;
use crate::json::Json;

/// An optional function of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFunction {
    /// `credentials()`: returns the credential when it is needed.
    Credentials,
    /// `sign(privateKey, text)`: returns the text's RS256 signature in base64url.
    Sign,
    /// `signReceipt(privateKey, text)`: returns the text's ES256 signature in base64url.
    #[cfg(feature = "plans")]
    SignReceipt,
    /// `verifyReceipt(privateKey, text, signature)`: returns whether the signature is that of the text.
    #[cfg(feature = "plans")]
    VerifyReceipt,
    /// `getPlan(key)`: returns the string that is stored under the key, or null.
    #[cfg(feature = "plans")]
    GetPlan,
    /// `putPlan(key, value)`: stores a string unless the key has a value; returns whether it was stored.
    #[cfg(feature = "plans")]
    PutPlan,
    /// `getToken(key)`: returns the string that is stored under the key, or null.
    GetToken,
    /// `setToken(key, value, { expiresAt? })`: stores a string; `expiresAt` is in milliseconds since 1970.
    SetToken,
    /// `onRefreshToken(token)`: stores the refresh token that replaces the configured one.
    OnRefreshToken,
}

impl HostFunction {
    /// The name of the function on the host's object.
    pub fn name(self) -> &'static str {
        match self {
            HostFunction::Credentials => "credentials",
            HostFunction::Sign => "sign",
            #[cfg(feature = "plans")]
            HostFunction::SignReceipt => "signReceipt",
            #[cfg(feature = "plans")]
            HostFunction::VerifyReceipt => "verifyReceipt",
            #[cfg(feature = "plans")]
            HostFunction::GetPlan => "getPlan",
            #[cfg(feature = "plans")]
            HostFunction::PutPlan => "putPlan",
            HostFunction::GetToken => "getToken",
            HostFunction::SetToken => "setToken",
            HostFunction::OnRefreshToken => "onRefreshToken",
        }
    }
}

/// Why a function of the host failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// The reason as a sentence.
    pub reason: String,
    /// Whether a time limit ended it.
    pub is_timeout: bool,
}

impl From<String> for HostError {
    fn from(reason: String) -> Self {
        HostError {
            reason,
            is_timeout: false,
        }
    }
}

/// The host's functions.
pub trait HostFunctions {
    /// Calls a function and waits for its result: null when the host doesn't have the function.
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, HostError>>;

    /// Receives the newest refresh token, and whether the host has stored it. A host that may have to replace a
    /// connection passes both to the next one (`Plugin::resume`).
    fn remember(&self, refresh_token: &str, is_stored: bool) {
        let _ = (refresh_token, is_stored);
    }

    /// Polls a future that must complete even if the call that started it is dropped. A host that can't do this drops
    /// the future: it is polled by the calls that wait for it.
    fn background(&self, work: Future<'static, ()>) {
        drop(work);
    }
}

/// A host without optional functions.
#[derive(Clone, Copy, Debug)]
pub struct NoFunctions;

impl HostFunctions for NoFunctions {
    fn call(&self, _: HostFunction, _: Vec<Json>) -> Future<'_, Result<Json, HostError>> {
        Box::pin(std::future::ready(Ok(Json::null())))
    }
}
