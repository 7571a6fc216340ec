//! The body of a request as a JavaScript string.

use crate::transport::Payload;
use wasm_bindgen::JsValue;

/// The body. A JSON body is the host's own string and is never copied into WebAssembly memory.
pub(super) fn body_string(payload: &Payload) -> JsValue {
    match payload {
        Payload::JsonText(text) => text.as_js().clone(),
        Payload::Json(_) | Payload::Form(_) => JsValue::from_str(&payload.to_text()),
    }
}
