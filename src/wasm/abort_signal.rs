//! The caller's `AbortSignal` as the call's cancellation.

use super::js_value::{as_function, from_promise};
use crate::json::property;
use crate::transport::{Cancel, Future};
use js_sys::Promise;
use std::cell::OnceCell;
use wasm_bindgen::JsValue;

/// The signal of one call, if the caller passed one.
pub(super) struct CallSignal {
    signal: Option<JsValue>,
    /// One listener for all waits of a call: runtimes warn of many.
    aborted: OnceCell<Promise>,
}

impl CallSignal {
    pub fn new(signal: Option<JsValue>) -> Self {
        CallSignal {
            signal,
            aborted: OnceCell::new(),
        }
    }
}

impl Cancel for CallSignal {
    fn is_cancelled(&self) -> bool {
        self.signal.as_ref().is_some_and(is_aborted)
    }

    fn cancelled(&self) -> Future<'_, ()> {
        let Some(signal) = &self.signal else {
            return Box::pin(std::future::pending());
        };
        let aborted = self.aborted.get_or_init(|| abort_promise(signal)).clone();
        Box::pin(async move {
            let _ = from_promise(&aborted).await;
        })
    }
}

/// A promise that is fulfilled when the signal is aborted.
fn abort_promise(signal: &JsValue) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(listen) = property(signal, "addEventListener").and_then(as_function) {
            let _ = listen.call2(signal, &JsValue::from_str("abort"), &resolve);
        }
    })
}

/// Whether an `AbortSignal` is aborted.
pub(super) fn is_aborted(signal: &JsValue) -> bool {
    property(signal, "aborted").is_some_and(|aborted| aborted.is_truthy())
}
