//! What else the host does: keep tokens, sign, find the credential.

use super::{answer, property};
use crate::json::Json;
use crate::transport::{Future, HostFunction, HostFunctions};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The object that the host's functions are on.
pub(super) struct Functions(pub JsValue);

impl HostFunctions for Functions {
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, String>> {
        Box::pin(async move {
            let function = property(&self.0, function.name())
                .and_then(|function| function.dyn_into::<Function>().ok());
            let Some(function) = function else {
                return Ok(Json::null());
            };
            let arguments: Array = arguments.into_iter().map(Json::into_js).collect();
            let failed = |error| answer::reason(&error);
            let given = function
                .apply(&JsValue::UNDEFINED, &arguments)
                .map_err(failed)?;
            let given = JsFuture::from(Promise::resolve(&given)).await;
            given.map(Json::from).map_err(failed)
        })
    }

    fn background(&self, work: Future<'static, ()>) {
        spawn_local(work);
    }
}
