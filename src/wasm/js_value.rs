//! JavaScript values as Rust uses them.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The value as a function, if it is one.
pub(super) fn as_function(value: JsValue) -> Option<Function> {
    value.dyn_into().ok()
}

/// Waits for a promise. Any other value is its own result.
pub(super) async fn from_promise(value: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(value)).await
}
