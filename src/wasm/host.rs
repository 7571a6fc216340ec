//! The host of a connection, from the functions of a JavaScript object.

use super::abort_signal::CallSignal;
use super::clock::{HostClock, HostRandom};
use super::functions::Functions;
#[cfg(feature = "global-fetch")]
use super::global_fetch::GlobalFetch;
use super::host_send::{HostSend, Sender};
use super::js_value::as_function;
#[cfg(not(feature = "global-fetch"))]
use super::no_fetch::NoFetch;
use crate::json::property;
use crate::transport::{Clock, Host, HostFunctions, Random, Transport};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The host's functions. The calls of a connection share all of them but the signal.
pub(super) struct HostParts {
    sender: Option<Sender>,
    clock: Rc<dyn Clock>,
    random: Rc<dyn Random>,
    functions: Rc<dyn HostFunctions>,
}

impl HostParts {
    pub fn of(host: &JsValue) -> Self {
        let function = |name| property(host, name).and_then(as_function);
        HostParts {
            sender: Sender::of(host),
            clock: Rc::new(HostClock {
                now: function("now"),
                sleep: function("sleep"),
            }),
            random: Rc::new(HostRandom(function("random"))),
            functions: Rc::new(Functions(host.clone())),
        }
    }

    /// The host of one call, with the caller's signal.
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
            cancel: Rc::new(CallSignal::new(signal)),
            functions: self.functions.clone(),
        }
    }
}
