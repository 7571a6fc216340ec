//! The boundary with JavaScript: plain functions over plain values; `JsValue` stops here.
//!
//! `connect` gives a number; `run` gives a promise. Both fail with a plain object that holds an
//! [`crate::error::Details`]; the facade in `js/` makes an `Error` of it.

mod call;
mod connections;
mod failure;
mod functions;
#[cfg(feature = "global-fetch")]
mod global_fetch;
mod host;
mod host_send;
mod panic;

use crate::actions::Progress;
use crate::error::Error;
use crate::input::read_input;
use crate::json::{Json, ToJson, property};
use crate::services::events;
use call::promise_of;
use connections::Connection;
use host::HostParts;
use js_sys::{Function, Promise};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Calls `callback(message)` when a panic is about to end this instance.
#[wasm_bindgen]
pub fn on_panic(callback: Function) {
    panic::tell(callback);
}

/// Opens a connection and gives its number. `host` may have `send` (see `host_send`), `now`, `sleep` and `random`; the global
/// ones take the place of those it lacks. It may also have what [`crate::transport::HostFunction`] names, `remember` (see
/// [`crate::transport::HostFunctions::remember`]), and as `renewed` what an earlier connection remembered.
#[wasm_bindgen]
pub fn connect(config: JsValue, host: JsValue) -> Result<u32, JsValue> {
    let connection = Connection::open(&Json::from(config), HostParts::of(&host));
    if let (Ok(connection), Some(renewed)) = (&connection, property(&host, "renewed")) {
        let renewed = Json::from(renewed);
        if let Some(token) = renewed.get_str("refreshToken") {
            let is_kept = renewed.get_bool("isKept") == Some(true);
            connection.plugin.resume(token, is_kept);
        }
    }
    connection
        .map(connections::add)
        .map_err(|error| plain(&error))
}

/// The base URL of a connection.
#[wasm_bindgen]
pub fn base_url(connection: u32) -> Option<String> {
    connections::get(connection).map(|connection| connection.plugin.base_url().to_owned())
}

/// Forgets a connection. Calls in flight still end.
#[wasm_bindgen]
pub fn disconnect(connection: u32) {
    connections::remove(connection);
}

/// Runs an action. `context` may have `signal` (an AbortSignal) and `onProgress` (a function). The input is read at once.
#[wasm_bindgen]
pub fn run(connection: u32, action: String, input: JsValue, context: JsValue) -> Promise {
    #[cfg(feature = "test-panic")]
    if let Some(panicking) = panic::named(&action) {
        return promise_of(panicking);
    }
    let Some(connection) = connections::get(connection) else {
        return Promise::reject(&plain(&closed()));
    };
    let signal = property(&context, "signal");
    let progress = property(&context, "onProgress").and_then(function);
    let host = connection.host.for_call(signal);
    let output = connection
        .plugin
        .run(&action, Json::from(input), host, progress.map(teller));
    promise_of(Box::pin(async move {
        output
            .await
            .map(Json::into_js)
            .map_err(|error| plain(&error))
    }))
}

/// The value as a function, if it is one.
fn function(value: JsValue) -> Option<Function> {
    value.dyn_into().ok()
}

/// Waits for a promise; any other value is taken as it is.
async fn settled(promise: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(promise)).await
}

/// Reads an event that arrived, as the action `parseEvent` does, at once and without a connection.
#[wasm_bindgen]
pub fn parse_event(input: JsValue) -> Result<JsValue, JsValue> {
    let output = read_input(&Json::from(input)).and_then(|message| events::parse(&message));
    output
        .map(|event| event.to_json().into_js())
        .map_err(|error| plain(&error.in_action("parseEvent")))
}

/// Panics at once.
#[cfg(feature = "test-panic")]
#[wasm_bindgen]
pub fn panic_now() {
    panic::now();
}

/// A host made of the runtime's own `fetch`, clock, timers and randomness, for Rust programs in WebAssembly. `signal`
/// stops the calls that are made with it. It has no functions of a host: no token store, and no key that signs.
///
/// Costs no request. gloo-net panics where the runtime's `fetch` was replaced by one that gives no `Response` of the
/// runtime's own: implement [`crate::transport::Transport`] for such a one.
#[cfg(feature = "global-fetch")]
pub fn runtime_host(signal: Option<web_sys::AbortSignal>) -> crate::transport::Host {
    HostParts::of(&JsValue::UNDEFINED).for_call(signal.map(JsValue::from))
}

fn teller(callback: Function) -> Rc<dyn Fn(Progress)> {
    Rc::new(move |progress| {
        // Whoever listens can't make the call fail.
        let _ = callback.call1(&JsValue::UNDEFINED, progress.to_json().as_js());
    })
}

fn closed() -> Error {
    Error::invalid("connection", "is closed").with_hint("Open a new one.")
}

fn plain(error: &Error) -> JsValue {
    error.to_json().into_js()
}
