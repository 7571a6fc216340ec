//! The host's optional functions: a token store, signing, the credential.

use super::failure;
use super::js_value::{as_function, from_promise};
use crate::json::{Json, property};
use crate::transport::{Future, HostError, HostFunction, HostFunctions};
use wasm_bindgen::{JsCast, JsValue};

/// The object that has the functions.
pub(super) struct Functions(pub JsValue);

impl HostFunctions for Functions {
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, HostError>> {
        Box::pin(async move {
            let Some(function) = property(&self.0, function.name()).and_then(as_function) else {
                return Ok(Json::null());
            };
            let arguments = Json::array_of(arguments);
            let arguments = arguments.as_js().unchecked_ref();
            let result = match function.apply(&JsValue::UNDEFINED, arguments) {
                Ok(promise) => from_promise(&promise).await,
                Err(error) => Err(error),
            };
            match result {
                Ok(value) => Ok(Json::from(value)),
                Err(error) => Err(HostError {
                    reason: failure::reason(&error),
                    is_timeout: failure::is_timeout(&error),
                }),
            }
        })
    }

    fn remember(&self, refresh_token: &str, is_stored: bool) {
        if let Some(remember) = property(&self.0, "remember").and_then(as_function) {
            let token = JsValue::from_str(refresh_token);
            let is_stored = JsValue::from_bool(is_stored);
            let _ = remember.call2(&JsValue::UNDEFINED, &token, &is_stored);
        }
    }

    fn background(&self, work: Future<'static, ()>) {
        wasm_bindgen_futures::spawn_local(work);
    }
}
