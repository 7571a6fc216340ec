//! Why a function of the host failed. Only the shape of the thrown value counts, not its class: it may come from another
//! realm.

use super::abort_signal::is_aborted;
use crate::error::cut_at;
use crate::json::property;
use crate::transport::TransportError;
use wasm_bindgen::JsValue;

/// Why there is no response, from the name, the message and the cause of what `fetch` threw.
pub(super) fn transport_error(error: &JsValue, signal: Option<&JsValue>) -> TransportError {
    let name = string_property(error, "name").unwrap_or_default();
    if is_timeout(error) {
        return TransportError::Timeout;
    }
    if name == "ResponseTooLargeError" {
        return TransportError::TooLarge(reason(error));
    }
    if signal.is_some_and(is_aborted) || name == "AbortError" {
        return TransportError::Cancelled;
    }
    let reason = reason(error);
    if is_spent(&reason) {
        return TransportError::Spent(reason);
    }
    TransportError::Network(reason)
}

/// Whether an edge runtime allows no more requests, as in "Too many subrequests." and its other wordings.
fn is_spent(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    let words = ["too many", "limit", "exceeded", "maximum"];
    reason.contains("subrequest") && words.iter().any(|word| reason.contains(word))
}

/// Whether a time limit ended it.
pub(super) fn is_timeout(error: &JsValue) -> bool {
    string_property(error, "name").as_deref() == Some("TimeoutError")
}

/// In bytes.
const MAX_REASON_LENGTH: usize = 1_000;

/// Why a function of the host failed, for an error message.
pub(super) fn reason(error: &JsValue) -> String {
    let message = string_property(error, "message").or_else(|| error.as_string());
    let cause = property(error, "cause");
    let cause = cause.and_then(|cause| {
        string_property(&cause, "code").or_else(|| string_property(&cause, "message"))
    });
    let reason = match (message, cause) {
        (Some(message), Some(cause)) => format!("{message} ({cause})"),
        (Some(message), None) => message,
        (None, _) => "the host's function failed without a reason".to_owned(),
    };
    cut_at(&without_query(&reason), MAX_REASON_LENGTH).into_owned()
}

fn string_property(object: &JsValue, name: &str) -> Option<String> {
    property(object, name).and_then(|value| value.as_string())
}

/// Some runtimes put the URL into the message. Its query contains personal data.
fn without_query(reason: &str) -> String {
    let words = reason.split(' ').map(|word| match word.split_once('?') {
        Some((before, _)) if word.contains("://") => before,
        _ => word,
    });
    words.collect::<Vec<&str>>().join(" ")
}
