//! The host's optional functions, the token store among them.

use super::Client;
#[cfg(feature = "plans")]
use crate::auth::ReceiptKey;
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

    /// The ES256 signature of a text by the connection's key for receipts, in base64url.
    #[cfg(feature = "plans")]
    pub(crate) fn sign_receipt(&self, key: &ReceiptKey, text: &str) -> HostResult<'_> {
        let arguments = vec![key.private_key().into(), text.into()];
        self.call_host(HostFunction::SignReceipt, arguments)
    }

    /// Whether this is the ES256 signature of a text by the connection's key for receipts.
    #[cfg(feature = "plans")]
    pub(crate) fn verify_receipt(
        &self,
        key: &ReceiptKey,
        text: &str,
        signature: &str,
    ) -> HostResult<'_> {
        let arguments = vec![key.private_key().into(), text.into(), signature.into()];
        self.call_host(HostFunction::VerifyReceipt, arguments)
    }

    /// Reads the string under `key` in the host's store of plans; null when there is none, or no store.
    #[cfg(feature = "plans")]
    pub(crate) fn read_plan_store(&self, key: &str) -> HostResult<'_> {
        self.call_host(HostFunction::GetPlan, vec![key.into()])
    }

    /// Stores a string in the host's store of plans, unless the key has a value. Null when there is no store. A cancelled call
    /// doesn't wait for the store any longer; the string may be stored nevertheless.
    #[cfg(feature = "plans")]
    pub(crate) fn claim_in_plan_store(&self, key: &str, text: &str) -> HostResult<'_> {
        self.call_host(HostFunction::PutPlan, vec![key.into(), text.into()])
    }

    /// As [`claim_in_plan_store`](Self::claim_in_plan_store), but a cancelled call waits for the store too: the next run of the
    /// plan reads what this one stored.
    #[cfg(feature = "plans")]
    pub(crate) fn put_into_plan_store(&self, key: &str, text: &str) -> HostResult<'_> {
        let arguments = vec![key.into(), text.into()];
        self.host().functions.call(HostFunction::PutPlan, arguments)
    }

    /// Sends nothing more from this time on, in milliseconds since 1970: another run of the plan may have begun.
    #[cfg(feature = "plans")]
    pub(crate) fn stop_at(&self, time: f64) {
        self.budget.set_lease_end(time);
    }
}
