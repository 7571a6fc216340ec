//! The host's clock, timer and randomness. The runtime's own replace those that the host doesn't have.

use super::js_value::from_promise;
use crate::transport::{Clock, Future, Random};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

/// The latest time of a JavaScript date, in milliseconds since 1970. A clock that returns more, or NaN, is ignored.
const MAX_TIME_MS: f64 = 8.64e15;

/// The longest timer. Longer ones end at once.
const MAX_TIMER_MS: f64 = 2_147_483_647.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64);

    #[cfg(feature = "plans")]
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

pub(super) struct HostClock {
    pub now: Option<Function>,
    pub sleep: Option<Function>,
}

impl Clock for HostClock {
    fn now(&self) -> f64 {
        let now = self
            .now
            .as_ref()
            .and_then(|now| now.call0(&JsValue::UNDEFINED).ok()?.as_f64())
            .filter(|now| now.abs() <= MAX_TIME_MS);
        now.unwrap_or_else(js_sys::Date::now)
    }

    fn sleep(&self, milliseconds: f64) -> Future<'_, ()> {
        let promise = match &self.sleep {
            Some(sleep) => sleep
                .call1(&JsValue::UNDEFINED, &JsValue::from_f64(milliseconds))
                .unwrap_or(JsValue::UNDEFINED),
            None => timer(milliseconds.min(MAX_TIMER_MS)),
        };
        Box::pin(async move {
            let _ = from_promise(&promise).await;
        })
    }

    // Not the host's own sleep, which may do more than wait.
    #[cfg(feature = "plans")]
    fn turn(&self) -> Future<'_, ()> {
        Box::pin(async move {
            let _ = from_promise(&timer(0.0)).await;
        })
    }
}

/// A promise of the runtime's own timer.
fn timer(milliseconds: f64) -> JsValue {
    Promise::new(&mut |resolve, _| set_timeout(&resolve, milliseconds)).into()
}

pub(super) struct HostRandom(pub Option<Function>);

impl Random for HostRandom {
    fn next(&self) -> f64 {
        let random = self
            .0
            .as_ref()
            .and_then(|random| random.call0(&JsValue::UNDEFINED).ok()?.as_f64())
            .filter(|random| (0.0..1.0).contains(random));
        random.unwrap_or_else(js_sys::Math::random)
    }

    #[cfg(feature = "plans")]
    fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        if get_random_values(&mut bytes).is_err() {
            bytes = std::array::from_fn(|_| (self.next() * 256.0) as u8);
        }
        bytes
    }
}
