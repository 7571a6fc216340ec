//! Sending through the host's `fetch`. The facade's `send` returns the whole response as one object, so that a request
//! crosses the boundary as few times as possible.

use super::failure::transport_error;
use super::payload::body_string;
use crate::json::{Json, long_string, property};
use crate::transport::{Body, Future, Request, Response, Transport, TransportError};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The facade's object with `send`.
    #[derive(Clone)]
    pub type Sender;

    #[wasm_bindgen(method, catch)]
    fn send(
        this: &Sender,
        method: &str,
        url: &str,
        headers: &str,
        body: JsValue,
        timeout_ms: f64,
        signal: &JsValue,
        as_text: bool,
    ) -> Result<Promise, JsValue>;

    /// A response whose body is either a string or JSON.
    type HostResponse;

    #[wasm_bindgen(method, getter)]
    fn status(this: &HostResponse) -> f64;

    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &HostResponse) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn location(this: &HostResponse) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn text(this: &HostResponse) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn json(this: &HostResponse) -> JsValue;
}

impl Sender {
    /// The host, if it has `send`.
    pub fn of(host: &JsValue) -> Option<Self> {
        property(host, "send")?
            .is_function()
            .then(|| host.clone().unchecked_into())
    }
}

/// The typical length of a request's headers, in bytes.
const HEADERS_CAPACITY: usize = 160;

pub(super) struct HostSend {
    pub sender: Sender,
    pub signal: Option<JsValue>,
}

impl Transport for HostSend {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let signal = self.signal.as_ref().filter(|_| !request.shared);
        // Names and values, one per line. `auth` refuses values with line breaks.
        let mut headers = String::with_capacity(HEADERS_CAPACITY);
        for (name, value) in &request.headers {
            for part in [*name, value] {
                headers.push_str(part);
                headers.push('\n');
            }
        }
        let sent = self.sender.send(
            request.method.as_str(),
            &request.url,
            &headers,
            request
                .payload
                .as_ref()
                .map_or(JsValue::UNDEFINED, body_string),
            request.timeout_ms,
            signal.unwrap_or(&JsValue::UNDEFINED),
            request.as_text,
        );
        let as_text = request.as_text;
        Box::pin(async move {
            let failed = |error| transport_error(&error, signal);
            let sent = sent.map_err(failed)?;
            let response: HostResponse =
                JsFuture::from(sent).await.map_err(failed)?.unchecked_into();
            let status = response.status() as u16;
            Ok(Response {
                status,
                retry_after: response.retry_after(),
                location: response.location(),
                body: match long_string(&response.text()) {
                    Some(text) if as_text && status == 200 => Body::Unparsed(text),
                    Some(text) if text.is_empty() => Body::Empty,
                    Some(text) => Body::Text(text),
                    None => Body::Json(Json::from(response.json())),
                },
            })
        })
    }
}
