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
            let failed = |error| answer::reason(&error);
            let given = function
                .apply(&JsValue::UNDEFINED, arguments.as_js())
                .map_err(failed)?;
            let given = tasks::settled(&given).await;
            given.map(Json::from).map_err(failed)
        })
    }

    fn background(&self, work: Future<'static, ()>) {
        tasks::spawn(work);
    }
}
