//! Reading what `fetch` gave. Only its shape counts, not its class: it may come from another realm, or from a
//! transport of the host's own.

use super::host::is_aborted;
use super::js::{self, Function};
use super::json::parse_text;
use super::{property, tasks};
use crate::json::Json;
use crate::text;
use crate::transport::{Body, Response, TransportError};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Text;

    #[wasm_bindgen(method)]
    fn trim(this: &Text) -> String;

    #[wasm_bindgen(method)]
    fn substring(this: &Text, from: u32, to: u32) -> String;
}

/// How much of a body that isn't JSON is kept, in UTF-16 units.
const KEPT: u32 = 2_000;

pub(super) async fn read(
    response: &JsValue,
    signal: Option<&JsValue>,
) -> Result<Response, TransportError> {
    let status = property(response, "status").and_then(|status| status.as_f64());
    let Some(status) = status else {
        return Err(TransportError::Network(
            "the host's fetch gave no response".to_owned(),
        ));
    };
    let text = match method(response, "text") {
        Some(text) => text.call0(response),
        None => {
            return Err(TransportError::Network(
                "the host's response has no text()".to_owned(),
            ));
        }
    };
    let failed = |error| failure(&error, signal);
    let text = tasks::settled(&text.map_err(failed)?)
        .await
        .map_err(failed)?;
    Ok(Response {
        // What a browser shows of a redirect that it doesn't follow has no status.
        status: if status == 0.0 { 302 } else { status as u16 },
        retry_after: header(response, "retry-after"),
        location: header(response, "location"),
        body: body(text),
    })
}

fn body(text: JsValue) -> Body {
    if let Ok(json) = parse_text(&text) {
        return Body::Json(Json::from(json));
    }
    if !text.is_string() {
        return Body::Empty;
    }
    let text: Text = text.unchecked_into();
    if text.trim().is_empty() {
        return Body::Empty;
    }
    Body::Text(text.substring(0, KEPT))
}

fn header(response: &JsValue, name: &str) -> Option<String> {
    let headers = property(response, "headers")?;
    let get = method(&headers, "get")?;
    get.call1(&headers, &JsValue::from_str(name))
        .ok()?
        .as_string()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    js::function(property(object, name)?)
}

/// Why there is no answer. What `fetch` throws says it in its name, its message and its cause.
pub(super) fn failure(error: &JsValue, signal: Option<&JsValue>) -> TransportError {
    let name = text_at(error, "name").unwrap_or_default();
    if name == "TimeoutError" {
        return TransportError::Timeout;
    }
    if name == "ResponseTooLargeError" {
        return TransportError::TooLarge(reason(error));
    }
    if signal.is_some_and(is_aborted) || name == "AbortError" {
        return TransportError::Cancelled;
    }
    TransportError::Network(reason(error))
}

/// Why a function of the host failed.
pub(super) fn reason(error: &JsValue) -> String {
    let message = text_at(error, "message").or_else(|| error.as_string());
    let cause = property(error, "cause");
    let cause =
        cause.and_then(|cause| text_at(&cause, "code").or_else(|| text_at(&cause, "message")));
    let reason = match (message, cause) {
        (Some(message), Some(cause)) => format!("{message} ({cause})"),
        (Some(message), None) => message,
        (None, _) => "the host's function failed without a reason".to_owned(),
    };
    without_query(&reason)
}

fn text_at(object: &JsValue, name: &str) -> Option<String> {
    property(object, name).and_then(|value| value.as_string())
}

/// Some runtimes put the URL into the message, and its query holds people's data.
fn without_query(reason: &str) -> String {
    let mut words = text::split(reason, " ");
    for word in &mut words {
        if let Some((before, _)) = text::cut(word, "?").filter(|_| text::has(word, "://")) {
            *word = before;
        }
    }
    text::join(&words, " ")
}
