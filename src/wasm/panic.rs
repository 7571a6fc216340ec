//! A panic ends the instance. JavaScript is notified before the trap, which a spawned future would swallow.

use js_sys::Function;
use std::panic::set_hook;
use wasm_bindgen::JsValue;

/// Calls `callback(message)` when a panic occurs.
pub(super) fn set_callback(callback: Function) {
    set_hook(Box::new(move |info| {
        let message = JsValue::from_str(&info.to_string());
        let _ = callback.call1(&JsValue::UNDEFINED, &message);
    }));
}

/// A call that panics: at once, or after an `await`.
#[cfg(feature = "test-panic")]
pub(super) fn named(
    action: &str,
) -> Option<crate::transport::Future<'static, Result<JsValue, JsValue>>> {
    let waits = match action {
        "panic" => false,
        "panicLater" => true,
        _ => return None,
    };
    Some(Box::pin(async move {
        if waits {
            super::js_value::from_promise(&JsValue::NULL).await?;
        }
        now();
        Ok(JsValue::NULL)
    }))
}

#[cfg(feature = "test-panic")]
#[allow(clippy::panic)] // The purpose of this feature.
pub(super) fn now() {
    panic!("on purpose");
}
