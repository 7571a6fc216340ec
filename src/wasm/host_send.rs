//! The facade's way to send through the host's fetch: one call of it sends, and one object tells of the answer, so that
//! a request crosses the boundary as seldom as can be.

use super::answer;
use crate::json::{Json, property};
use crate::transport::{Body, Future, Payload, Request, Response, Transport, TransportError};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// What the facade gives. The answer is told to `answered`, with the same number.
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
    ) -> Result<Promise, JsValue>;

    /// What it tells of an answer. There is either a text or JSON.
    type Answer;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> f64;

    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Answer) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn location(this: &Answer) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Answer) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn json(this: &Answer) -> JsValue;
}

impl Sender {
    /// The host, if it can send.
    pub fn of(host: &JsValue) -> Option<Self> {
        property(host, "send")?
            .is_function()
            .then(|| host.clone().unchecked_into())
    }
}

/// About so long are a request's headers.
const HEADERS: usize = 160;

pub(super) struct HostSend {
    pub sender: Sender,
    pub signal: Option<JsValue>,
}

impl Transport for HostSend {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let signal = self.signal.as_ref().filter(|_| !request.shared);
        // Names and values, each on a line: no value has more than one (`auth` sees to it).
        let mut headers = String::with_capacity(HEADERS);
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
            request.payload.as_ref().map_or(JsValue::UNDEFINED, body),
            request.timeout_ms,
            signal.unwrap_or(&JsValue::UNDEFINED),
        );
        Box::pin(async move {
            let failed = |error| answer::failure(&error, signal);
            let sent = sent.map_err(failed)?;
            let answer: Answer = JsFuture::from(sent).await.map_err(failed)?.unchecked_into();
            Ok(Response {
                status: answer.status() as u16,
                retry_after: answer.retry_after(),
                location: answer.location(),
                body: match answer.text() {
                    Some(text) if text.is_empty() => Body::Empty,
                    Some(text) => Body::Text(text),
                    None => Body::Json(Json::from(answer.json())),
                },
            })
        })
    }
}

/// The body, which was never copied into wasm memory where it is JSON.
pub(super) fn body(payload: &Payload) -> JsValue {
    match payload {
        Payload::JsonText(text) => text.as_js().clone(),
        Payload::Json(_) | Payload::Form(_) => JsValue::from_str(&payload.to_text()),
    }
}
