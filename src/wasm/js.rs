//! What is used of JavaScript itself. js-sys has bindings of all of it, and what those that take functions need stays in
//! the module, used or not.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(is_type_of = JsValue::is_function, typescript_type = "Function")]
    #[derive(Clone)]
    pub type Function;

    #[wasm_bindgen(method, catch, js_name = call)]
    pub(super) fn call0(this: &Function, receiver: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = call)]
    pub(super) fn call1(
        this: &Function,
        receiver: &JsValue,
        argument: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = call)]
    pub(super) fn call2(
        this: &Function,
        receiver: &JsValue,
        first: &JsValue,
        second: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn apply(
        this: &Function,
        receiver: &JsValue,
        arguments: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(typescript_type = "Promise<any>")]
    #[derive(Clone)]
    pub type Promise;

    #[wasm_bindgen(constructor)]
    pub(super) fn new(begin: &mut dyn FnMut(Function, Function)) -> Promise;

    #[wasm_bindgen(static_method_of = Promise)]
    pub(super) fn resolve(value: &JsValue) -> Promise;

    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub(super) fn date_now() -> f64;

    #[wasm_bindgen(js_namespace = Math)]
    pub(super) fn random() -> f64;
}

/// The value as a function, if it is one.
pub(super) fn function(value: JsValue) -> Option<Function> {
    value.dyn_into().ok()
}
