//! What else the host does: keep tokens, sign, find the credential.

use super::{answer, js, property, tasks};
use crate::json::Json;
use crate::transport::{Future, HostFunction, HostFunctions};
use wasm_bindgen::JsValue;

/// The object that the host's functions are on.
pub(super) struct Functions(pub JsValue);

impl HostFunctions for Functions {
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, String>> {
        Box::pin(async move {
            let function = property(&self.0, function.name()).and_then(js::function);
            let Some(function) = function else {
                return Ok(Json::null());
            };
            let arguments = Json::array_of(arguments);
            let given = match function.apply(&JsValue::UNDEFINED, arguments.as_js()) {
                Ok(promise) => tasks::settled(&promise).await,
                Err(error) => Err(error),
            };
            match given {
                Ok(value) => Ok(Json::from(value)),
                Err(error) => Err(answer::reason(&error)),
            }
        })
    }

    fn background(&self, work: Future<'static, ()>) {
        tasks::spawn(work);
    }
}
