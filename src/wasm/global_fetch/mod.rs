//! The runtime's own `fetch`, through gloo-net, for hosts without `send`. gloo-net accepts only the runtime's own
//! `Response`: a host's own `fetch` is never called here.

mod response;

use super::failure::transport_error;
use super::payload::body_string;
use crate::transport::{Future, Method, Request, Response, Transport, TransportError};
use gloo_net::http;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, RequestRedirect};

/// Sends through the runtime's own `fetch`.
pub(super) struct GlobalFetch {
    /// The caller's AbortSignal.
    pub signal: Option<JsValue>,
}

impl Transport for GlobalFetch {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let signal = self.signal.as_ref().filter(|_| !request.shared);
        let limited = with_timeout(signal, request.timeout_ms);
        let request = build(request, limited.as_ref());
        Box::pin(async move {
            let failed = |error| transport_error(&error, signal);
            let sent = match request {
                Ok(request) => request.send().await,
                Err(error) => Err(error),
            };
            let response = sent.map_err(to_js).map_err(failed)?;
            response::read(&response.into()).await.map_err(failed)
        })
    }
}

fn build(
    request: &Request,
    signal: Option<&AbortSignal>,
) -> Result<http::Request, gloo_net::Error> {
    let mut builder = http::RequestBuilder::new(&request.url)
        .method(match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Delete => http::Method::DELETE,
        })
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    match &request.payload {
        Some(payload) => builder.body(body_string(payload)),
        None => builder.build(),
    }
}

/// The error as the runtime threw it.
fn to_js(error: gloo_net::Error) -> JsValue {
    let gloo_net::Error::JsError(thrown) = &error else {
        return js_sys::Error::new(&error.to_string()).into();
    };
    let error = js_sys::Error::new(&thrown.message);
    error.set_name(&thrown.name);
    error.into()
}

/// The caller's signal and the time limit as one signal; `None` without both.
fn with_timeout(signal: Option<&JsValue>, timeout_ms: f64) -> Option<AbortSignal> {
    let signal = signal.map(|signal| signal.unchecked_ref::<AbortSignal>().clone());
    if timeout_ms <= 0.0 {
        return signal;
    }
    // WebIDL rounds to whole milliseconds.
    let limit = AbortSignal::timeout_with_f64(timeout_ms);
    match signal {
        Some(signal) => Some(AbortSignal::any(&Array::of2(&signal, &limit))),
        None => Some(limit),
    }
}
