//! A call as a promise.

use crate::transport::Future;
use js_sys::Promise;
use std::cell::Cell;
use std::future::poll_fn;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

type Outcome = Result<JsValue, JsValue>;

thread_local! {
    /// Whether a call is being polled now.
    static IS_POLLING: Cell<bool> = const { Cell::new(false) };
}

/// The promise of a call. The call is polled once immediately, so that later changes of the caller's values don't affect
/// its first request.
///
/// A call that a host function makes while another call is polled is queued instead. A host that calls the plugin from its
/// own `fetch` would otherwise nest polls until the stack overflows.
pub(super) fn promise_of(mut call: Future<'static, Outcome>) -> Promise {
    if !IS_POLLING.get() {
        match poll(&mut call, &mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(output)) => return Promise::resolve(&output),
            Poll::Ready(Err(error)) => return Promise::reject(&error),
            Poll::Pending => {}
        }
    }
    future_to_promise(poll_fn(move |context| poll(&mut call, context)))
}

/// A panic ends the instance, so the flag needs no reset after one.
fn poll(call: &mut Future<'static, Outcome>, context: &mut Context<'_>) -> Poll<Outcome> {
    IS_POLLING.set(true);
    let outcome = call.as_mut().poll(context);
    IS_POLLING.set(false);
    outcome
}
