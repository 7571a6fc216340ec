//! A panic ends the instance: JavaScript hears of it before the trap, which a spawned future would swallow.

use js_sys::Function;
use std::panic::set_hook;
use wasm_bindgen::JsValue;

pub(super) fn tell(callback: Function) {
    set_hook(Box::new(move |info| {
        let message = JsValue::from_str(&info.to_string());
        let _ = callback.call1(&JsValue::UNDEFINED, &message);
    }));
}

/// What panics: at once, or after it has waited for something.
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
            super::settled(&JsValue::NULL).await?;
        }
        now();
        Ok(JsValue::NULL)
    }))
}

#[cfg(feature = "test-panic")]
#[allow(clippy::panic)] // What this feature is for.
pub(super) fn now() {
    panic!("on purpose");
}
