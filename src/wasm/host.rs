//! What the host gives, or the runtime's own in its place.

use super::functions::Functions;
#[cfg(feature = "global-fetch")]
use super::global_fetch::GlobalFetch;
use super::host_send::{HostSend, Sender};
use super::{function, settled};
use crate::json::property;
use crate::transport::{
    Cancel, Clock, Future, Host, HostFunctions, Random, Request, Response, Transport,
    TransportError,
};
#[cfg(not(feature = "global-fetch"))]
use js_sys::{Function, Promise};
use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The host's functions. Calls share all of them but the signal.
pub(super) struct HostParts {
    sender: Option<Sender>,
    clock: Rc<dyn Clock>,
    random: Rc<dyn Random>,
    functions: Rc<dyn HostFunctions>,
}

impl HostParts {
    pub fn of(host: &JsValue) -> Self {
        let given = |name| property(host, name).and_then(function);
        HostParts {
            sender: Sender::of(host),
            clock: Rc::new(HostClock {
                now: given("now"),
                sleep: given("sleep"),
            }),
            random: Rc::new(HostRandom(given("random"))),
            functions: Rc::new(Functions(host.clone())),
        }
    }

    /// All that one call needs, with its own signal.
    pub fn for_call(&self, signal: Option<JsValue>) -> Host {
        let transport: Rc<dyn Transport> = match &self.sender {
            Some(sender) => Rc::new(HostSend {
                sender: sender.clone(),
                signal: signal.clone(),
            }),
            #[cfg(feature = "global-fetch")]
            None => Rc::new(GlobalFetch {
                signal: signal.clone(),
            }),
            #[cfg(not(feature = "global-fetch"))]
            None => Rc::new(NoFetch),
        };
        Host {
            transport,
            clock: self.clock.clone(),
            random: self.random.clone(),
            cancel: Rc::new(Signal {
                signal,
                aborted: OnceCell::new(),
            }),
            functions: self.functions.clone(),
        }
    }
}

#[cfg(not(feature = "global-fetch"))]
struct NoFetch;

#[cfg(not(feature = "global-fetch"))]
impl Transport for NoFetch {
    fn send<'a>(&'a self, _: &Request) -> Future<'a, Result<Response, TransportError>> {
        let reason = "the host gives no fetch".to_owned();
        Box::pin(std::future::ready(Err(TransportError::Network(reason))))
    }
}

struct HostClock {
    now: Option<Function>,
    sleep: Option<Function>,
}

impl Clock for HostClock {
    fn now(&self) -> f64 {
        let now = self
            .now
            .as_ref()
            .and_then(|now| now.call0(&JsValue::UNDEFINED).ok()?.as_f64())
            .filter(|now| now.abs() <= LATEST_MS);
        now.unwrap_or_else(js_sys::Date::now)
    }

    fn sleep(&self, milliseconds: f64) -> Future<'_, ()> {
        let promise = match &self.sleep {
            Some(sleep) => sleep
                .call1(&JsValue::UNDEFINED, &JsValue::from_f64(milliseconds))
                .unwrap_or(JsValue::UNDEFINED),
            None => {
                let milliseconds = milliseconds.min(LONGEST_TIMER_MS);
                Promise::new(&mut |resolve, _| set_timeout(&resolve, milliseconds)).into()
            }
        };
        Box::pin(async move {
            let _ = settled(&promise).await;
        })
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64);
}

/// The latest moment that JavaScript's dates know; also no clock gives NaN.
const LATEST_MS: f64 = 8.64e15;

/// Longer timers end at once.
const LONGEST_TIMER_MS: f64 = 2_147_483_647.0;

struct HostRandom(Option<Function>);

impl Random for HostRandom {
    fn next(&self) -> f64 {
        let random = self
            .0
            .as_ref()
            .and_then(|random| random.call0(&JsValue::UNDEFINED).ok()?.as_f64())
            .filter(|random| (0.0..1.0).contains(random));
        random.unwrap_or_else(js_sys::Math::random)
    }
}

struct Signal {
    signal: Option<JsValue>,
    /// One listener for all waits of a call: runtimes warn of many.
    aborted: OnceCell<Promise>,
}

impl Cancel for Signal {
    fn is_cancelled(&self) -> bool {
        self.signal.as_ref().is_some_and(is_aborted)
    }

    fn cancelled(&self) -> Future<'_, ()> {
        let Some(signal) = &self.signal else {
            return Box::pin(std::future::pending());
        };
        let aborted = self.aborted.get_or_init(|| abortion(signal)).clone();
        Box::pin(async move {
            let _ = settled(&aborted).await;
        })
    }
}

/// A promise that is kept when the signal is aborted.
fn abortion(signal: &JsValue) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(listen) = property(signal, "addEventListener").and_then(function) {
            let _ = listen.call2(signal, &JsValue::from_str("abort"), &resolve);
        }
    })
}

/// Whether an AbortSignal was aborted.
pub(super) fn is_aborted(signal: &JsValue) -> bool {
    property(signal, "aborted").is_some_and(|aborted| aborted.is_truthy())
}
