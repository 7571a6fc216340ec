//! Why a function of the host failed. Only the shape of what it threw counts, not its class: it may come from another
//! realm.

use super::host::is_aborted;
use crate::error::cut_at;
use crate::json::property;
use crate::transport::TransportError;
use wasm_bindgen::JsValue;

/// Why there is no response. What `fetch` throws says it in its name, its message and its cause.
pub(super) fn transport_error(error: &JsValue, signal: Option<&JsValue>) -> TransportError {
    let name = string_at(error, "name").unwrap_or_default();
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

/// Whether an edge runtime allows no more requests: "Too many subrequests.", and what its other versions say.
fn is_spent(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    let words = ["too many", "limit", "exceeded", "maximum"];
    reason.contains("subrequest") && words.iter().any(|word| reason.contains(word))
}

/// Whether a time limit ended it.
pub(super) fn is_timeout(error: &JsValue) -> bool {
    string_at(error, "name").as_deref() == Some("TimeoutError")
}

/// In bytes.
const LONGEST_REASON: usize = 1_000;

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
    cut_at(&without_query(&reason), LONGEST_REASON).into_owned()
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
