//! What else a host may do for a connection: keep tokens, sign, and find the credential.

use super::Future;
use crate::json::Json;

/// A function that a host may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostFunction {
    /// `credentials()`: the credential, when it is needed.
    Credentials,
    /// `sign(privateKey, text)`: the text's RS256 signature in base64url.
    Sign,
    /// `getToken(key)`: what was kept under the key.
    GetToken,
    /// `setToken(key, value, { expiresAt? })`: keeps it.
    SetToken,
    /// `onRefreshToken(token)`: keeps the refresh token that replaces the one which was given.
    OnRefreshToken,
}

impl HostFunction {
    /// The name that the host gives it under.
    pub fn name(self) -> &'static str {
        match self {
            HostFunction::Credentials => "credentials",
            HostFunction::Sign => "sign",
            HostFunction::GetToken => "getToken",
            HostFunction::SetToken => "setToken",
            HostFunction::OnRefreshToken => "onRefreshToken",
        }
    }
}

/// Why a function of the host gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// The reason, for people.
    pub reason: String,
    /// Whether it took too long.
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
    /// Calls one and waits for what it gives: nothing where the host lacks it, or why it failed.
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, HostError>>;

    /// Takes note of the newest refresh token, and of whether the host has kept it. A host that may have to replace a
    /// connection hands it on to the next one ([`crate::Plugin::resume`]).
    fn remember(&self, refresh_token: &str, is_kept: bool) {
        let _ = (refresh_token, is_kept);
    }

    /// Goes on with work that must not end with the call which began it. Where a host can't, whoever waits for the
    /// work carries it on.
    fn background(&self, work: Future<'static, ()>) {
        drop(work);
    }
}

/// A host without any.
#[derive(Clone, Copy, Debug)]
pub struct NoFunctions;

impl HostFunctions for NoFunctions {
    fn call(&self, _: HostFunction, _: Vec<Json>) -> Future<'_, Result<Json, HostError>> {
        Box::pin(std::future::ready(Ok(Json::null())))
    }
}
