//! What else the host does: keep tokens, sign, find the credential.

use super::{failure, function, settled};
use crate::json::{Json, property};
use crate::transport::{Future, HostError, HostFunction, HostFunctions};
use wasm_bindgen::{JsCast, JsValue};

/// The object that the host's functions are on.
pub(super) struct Functions(pub JsValue);

impl HostFunctions for Functions {
    fn call(
        &self,
        name: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, HostError>> {
        Box::pin(async move {
            let given = property(&self.0, name.name()).and_then(function);
            let Some(given) = given else {
                return Ok(Json::null());
            };
            let arguments = Json::array_of(arguments);
            let given = match given.apply(&JsValue::UNDEFINED, arguments.as_js().unchecked_ref()) {
                Ok(promise) => settled(&promise).await,
                Err(error) => Err(error),
            };
            match given {
                Ok(value) => Ok(Json::from(value)),
                Err(error) => Err(HostError {
                    reason: failure::reason(&error),
                    is_timeout: failure::is_timeout(&error),
                }),
            }
        })
    }

    fn remember(&self, refresh_token: &str, is_kept: bool) {
        if let Some(remember) = property(&self.0, "remember").and_then(function) {
            let (token, is_kept) = (
                JsValue::from_str(refresh_token),
                JsValue::from_bool(is_kept),
            );
            let _ = remember.call2(&JsValue::UNDEFINED, &token, &is_kept);
        }
    }

    fn background(&self, work: Future<'static, ()>) {
        wasm_bindgen_futures::spawn_local(work);
    }
}
