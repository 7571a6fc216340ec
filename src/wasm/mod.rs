//! The boundary with JavaScript: plain functions over plain values. Only this module and `json` use `JsValue`.
//!
//! `connect` returns a number and `run` a promise. Both fail with a plain object of the shape [`crate::error::Details`],
//! which the facade in `js/` turns into an `Error`.

mod abort_signal;
mod call;
mod clock;
mod connections;
mod failure;
mod functions;
#[cfg(feature = "global-fetch")]
mod global_fetch;
mod host;
mod host_send;
mod js_value;
#[cfg(not(feature = "global-fetch"))]
mod no_fetch;
mod panic;
mod payload;
mod share;

use crate::actions::Progress;
use crate::error::Error;
use crate::input::read_input;
use crate::json::{Json, ToJson, property};
use crate::services::events::{self, Message};
use call::promise_of;
use connections::Connection;
use host::HostParts;
use js_sys::{Function, Promise};
use js_value::as_function;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Calls `callback(message)` when a panic ends this instance.
#[wasm_bindgen]
pub fn on_panic(callback: Function) {
    panic::set_callback(callback);
}

/// Opens a connection and returns its number. `host` may have `send` (see `host_send`), `now`, `sleep` and `random`; the
/// runtime's own replace missing ones. It may also have the functions that [`crate::transport::HostFunction`] names,
/// `remember` (see [`crate::transport::HostFunctions::remember`]), and `renewed`: what an earlier connection passed to
/// `remember`.
#[wasm_bindgen]
pub fn connect(config: JsValue, host: JsValue) -> Result<u32, JsValue> {
    let connection = Connection::open(&Json::from(config), HostParts::of(&host));
    if let (Ok(connection), Some(renewed)) = (&connection, property(&host, "renewed")) {
        let renewed = Json::from(renewed);
        if let Some(token) = renewed.get_str("refreshToken") {
            let is_stored = renewed.get_bool("isKept") == Some(true);
            connection.plugin.resume(token, is_stored);
        }
    }
    connection
        .map(connections::add)
        .map_err(|error| with_problems(&error))
}

/// Continues a connection with a refresh token that another instance has received, as `renewed` does for a new connection.
#[wasm_bindgen]
pub fn resume(connection: u32, refresh_token: String, is_stored: bool) {
    if let Some(connection) = connections::get(connection) {
        connection.plugin.resume(refresh_token, is_stored);
    }
}

/// Closes a connection. Calls in flight still complete.
#[wasm_bindgen]
pub fn disconnect(connection: u32) {
    connections::remove(connection);
}

/// Runs an action. `context` may have `signal` (an `AbortSignal`) and `onProgress` (a function). The input is read before
/// the function returns.
#[wasm_bindgen]
pub fn run(connection: u32, action: String, input: JsValue, context: JsValue) -> Promise {
    #[cfg(feature = "test-panic")]
    if let Some(panicking) = panic::named(&action) {
        return promise_of(panicking);
    }
    let Some(connection) = connections::get(connection) else {
        return Promise::reject(&to_plain_object(&closed()));
    };
    let signal = property(&context, "signal");
    let progress = property(&context, "onProgress").and_then(as_function);
    let host = connection.host.for_call(signal);
    let output = connection
        .plugin
        .run(&action, Json::from(input), host, progress.map(on_progress));
    promise_of(Box::pin(async move {
        output
            .await
            .map(Json::into_js)
            .map_err(|error| to_plain_object(&error))
    }))
}

/// Parses an event as the action `parseEvent` does, synchronously and without a connection. With `all`, the body may be an
/// array of events, and the output is an array.
#[wasm_bindgen]
pub fn parse_event(input: JsValue, all: bool) -> Result<JsValue, JsValue> {
    let parse = |message: Message| match all {
        true => events::parse_all(&message).map(|events| events.to_json()),
        false => events::parse(&message).map(|event| event.to_json()),
    };
    let output = read_input(&Json::from(input)).and_then(parse);
    output
        .map(Json::into_js)
        .map_err(|error| to_plain_object(&error.in_action("parseEvent")))
}

/// Panics at once.
#[cfg(feature = "test-panic")]
#[wasm_bindgen]
pub fn panic_now() {
    panic::now();
}

/// A host with the runtime's own `fetch`, clock, timers and randomness, for Rust programs in WebAssembly. `signal` cancels
/// the calls that use it. It has no optional functions: no token store, and no signing.
///
/// Costs no request. gloo-net panics if the runtime's `fetch` was replaced by one that returns another class than the
/// runtime's `Response`: implement [`crate::transport::Transport`] for such a `fetch`.
#[cfg(feature = "global-fetch")]
pub fn runtime_host(signal: Option<web_sys::AbortSignal>) -> crate::transport::Host {
    HostParts::of(&JsValue::UNDEFINED).for_call(signal.map(JsValue::from))
}

fn on_progress(callback: Function) -> Rc<dyn Fn(Progress)> {
    Rc::new(move |progress| {
        // An exception of the callback doesn't fail the call.
        let _ = callback.call1(&JsValue::UNDEFINED, progress.to_json().as_js());
    })
}

fn closed() -> Error {
    Error::invalid("connection", "is closed").with_hint("Open a new connection.")
}

/// The error with the number and the list of its problems, which JavaScript puts beside those that it finds itself.
fn with_problems(error: &Error) -> JsValue {
    let mut object = error.to_json();
    if let Some(problems) = &error.problems {
        let count = problems.count as f64;
        let listed = [
            ("count", count.into()),
            ("list", problems.list.as_str().into()),
        ];
        object.insert("problems", Json::object_of(&listed));
    }
    object.into_js()
}

fn to_plain_object(error: &Error) -> JsValue {
    error.to_json().into_js()
}
