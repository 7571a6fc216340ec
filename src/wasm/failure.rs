//! Why a function of the host failed. Only the shape of what it threw counts, not its class: it may come from another
//! realm.

use super::host::is_aborted;
use crate::json::property;
use crate::transport::TransportError;
use wasm_bindgen::JsValue;

/// Why there is no response. What `fetch` throws says it in its name, its message and its cause.
pub(super) fn transport_error(error: &JsValue, signal: Option<&JsValue>) -> TransportError {
    let name = string_at(error, "name").unwrap_or_default();
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

/// Why a function of the host failed, for people.
pub(super) fn reason(error: &JsValue) -> String {
    let message = string_at(error, "message").or_else(|| error.as_string());
    let cause = property(error, "cause");
    let cause =
        cause.and_then(|cause| string_at(&cause, "code").or_else(|| string_at(&cause, "message")));
    let reason = match (message, cause) {
        (Some(message), Some(cause)) => format!("{message} ({cause})"),
        (Some(message), None) => message,
        (None, _) => "the host's function failed without a reason".to_owned(),
    };
    without_query(&reason)
}

fn string_at(object: &JsValue, name: &str) -> Option<String> {
    property(object, name).and_then(|value| value.as_string())
}

/// Some runtimes put the URL into the message, and its query holds people's data.
fn without_query(reason: &str) -> String {
    let words = reason.split(' ').map(|word| match word.split_once('?') {
        Some((before, _)) if word.contains("://") => before,
        _ => word,
    });
    words.collect::<Vec<&str>>().join(" ")
}
