//! The transport that the host gives: any function that takes a URL and an init as `fetch` does.

use super::answer;
use super::host::with_timeout;
use crate::json::Json;
use crate::transport::{Future, Payload, Request, Response, Transport, TransportError};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

pub(super) struct HostFetch {
    pub fetch: Function,
    pub signal: Option<JsValue>,
}

impl Transport for HostFetch {
    fn send(&self, request: Request) -> Future<'_, Result<Response, TransportError>> {
        let url = JsValue::from_str(&request.url);
        let signal = self.signal.as_ref().filter(|_| !request.shared).cloned();
        let limited = with_timeout(signal.as_ref(), request.timeout_ms);
        let init = init(request, limited.as_ref());
        // `this` is undefined, as for a function that was taken off its object.
        let answer = self.fetch.call2(&JsValue::UNDEFINED, &url, init.as_js());
        Box::pin(async move {
            let failed = |error| answer::failure(&error, signal.as_ref());
            let response = JsFuture::from(Promise::resolve(&answer.map_err(failed)?));
            answer::read(&response.await.map_err(failed)?, signal.as_ref()).await
        })
    }
}

fn init(request: Request, signal: Option<&JsValue>) -> Json {
    let mut headers = Json::object();
    for (name, value) in &request.headers {
        headers.set(name, value.as_str());
    }
    let mut init = Json::object_of([
        ("method", request.method.as_str().into()),
        ("headers", headers),
        // A redirect would carry the credential to another host.
        ("redirect", "manual".into()),
    ]);
    if let Some(payload) = request.payload {
        init.set("body", body(payload));
    }
    if let Some(signal) = signal {
        init.set("signal", signal.clone());
    }
    init
}

/// The body, spelt by the host and never copied into wasm memory where it is JSON.
pub(super) fn body(payload: Payload) -> Json {
    match payload {
        Payload::Json(json) => js_sys::JSON::stringify(json.as_js())
            .map_or_else(|_| Json::null(), |text| Json::from(JsValue::from(text))),
        Payload::Form(form) => form.as_str().into(),
    }
}
