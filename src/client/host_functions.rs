//! The host's optional functions, the token store among them.

use super::Client;
use crate::json::Json;
use crate::transport::{Future, HostError, HostFunction};

/// The result of a function of the host.
pub(crate) type HostResult<'a> = Future<'a, Result<Json, HostError>>;

impl Client {
    /// Calls a function of the host, and waits for it until the call is cancelled. Null when the host doesn't have it.
    pub(super) fn call_host(&self, function: HostFunction, arguments: Vec<Json>) -> HostResult<'_> {
        let call = self.host().functions.call(function, arguments);
        Box::pin(async move {
            let result = self.unless_cancelled(call).await;
            result.unwrap_or_else(|error| Err(error.message.clone().into()))
        })
    }

    /// Reads the string under `key` in the host's store; null when there is none.
    pub(crate) fn read_store(&self, key: &str) -> HostResult<'_> {
        self.call_host(HostFunction::GetToken, vec![key.into()])
    }

    /// Writes a string into the host's store. The store may delete it at `expires_at`, in milliseconds since 1970.
    pub(crate) fn write_store(
        &self,
        key: &str,
        text: &str,
        expires_at: Option<f64>,
    ) -> HostResult<'_> {
        let mut options = Json::object();
        if let Some(expires_at) = expires_at {
            options.insert("expiresAt", expires_at);
        }
        let arguments = vec![key.into(), text.into(), options];
        self.call_host(HostFunction::SetToken, arguments)
    }
}
