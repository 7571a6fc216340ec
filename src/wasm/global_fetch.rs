//! The runtime's own `fetch`, through gloo-net: only where the host gives none, as gloo-net takes nothing but the
//! runtime's own `Response`.

use super::host::with_timeout;
use super::{answer, host_send};
use crate::transport::{Future, Method, Request, Response, Transport, TransportError};
use gloo_net::http;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, RequestRedirect};

pub(super) struct GlobalFetch {
    pub signal: Option<JsValue>,
}

impl Transport for GlobalFetch {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let signal = self.signal.as_ref().filter(|_| !request.shared);
        let limited = with_timeout(signal, request.timeout_ms);
        let request = build(request, limited.as_ref());
        Box::pin(async move {
            let failed = |error: gloo_net::Error| match error {
                gloo_net::Error::JsError(error) => {
                    let named = js_sys::Error::new(&error.message);
                    named.set_name(&error.name);
                    answer::failure(&named, signal)
                }
                other => TransportError::Network(other.to_string()),
            };
            let response = request.map_err(failed)?.send().await.map_err(failed)?;
            let response: web_sys::Response = response.into();
            answer::read(&response, signal).await
        })
    }
}

fn build(request: &Request, signal: Option<&JsValue>) -> Result<http::Request, gloo_net::Error> {
    let mut builder = http::RequestBuilder::new(&request.url)
        .method(match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Delete => http::Method::DELETE,
        })
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal.map(|signal| signal.unchecked_ref::<AbortSignal>()));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    match &request.payload {
        Some(payload) => builder.body(host_send::body(payload)),
        None => builder.build(),
    }
}
