//! What else the host does: keep tokens, sign, find the credential.

use super::{failure, function, settled};
use crate::json::{Json, property};
use crate::transport::{Future, HostFunction, HostFunctions};
use wasm_bindgen::{JsCast, JsValue};

/// The object that the host's functions are on.
pub(super) struct Functions(pub JsValue);

impl HostFunctions for Functions {
    fn call(&self, name: HostFunction, arguments: Vec<Json>) -> Future<'_, Result<Json, String>> {
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
                Err(error) => Err(failure::reason(&error)),
            }
        })
    }

    fn background(&self, work: Future<'static, ()>) {
        wasm_bindgen_futures::spawn_local(work);
    }
}
