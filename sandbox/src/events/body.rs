//! The bodies of events (docs/workfront-facts.md#event-bodies). No source prints a whole one for a user: they are
//! composed of the documented envelope and list of fields.

use serde_json::{Value, json};

use super::event::{Event, State};
use super::subscription::Subscription;
use super::version::Version;

/// The body that a subscription receives for an event.
pub fn build(event: &Event, subscription: &Subscription, version: Version, now_ms: i64) -> String {
    let serialize = |state: &State| {
        let state = in_version(state, version);
        if subscription.base64 {
            Value::from(encode_base64(state.to_string().as_bytes()))
        } else {
            state
        }
    };
    let body = json!({
        "eventType": event.name,
        "subscriptionId": subscription.id,
        "eventTime": {"nano": now_ms.rem_euclid(1000) * 1_000_000, "epochSecond": now_ms.div_euclid(1000)},
        "eventVersion": version.name(),
        "subscriptionVersion": version.name(),
        "newState": serialize(&event.new),
        "oldState": serialize(&event.old),
    });
    body.to_string()
}

/// Version 1 sends a single choice as a string (docs/workfront-facts.md#event-versions).
fn in_version(state: &State, version: Version) -> Value {
    let mut state = state.clone();
    if version == Version::V1
        && let Some(Value::Object(custom)) = state.get_mut("parameterValues")
    {
        for value in custom.values_mut() {
            if let Value::Array(items) = value
                && let [one] = items.as_slice()
            {
                *value = one.clone();
            }
        }
    }
    Value::Object(state)
}

fn encode_base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place)) as usize & 63);
            let letter = letter.filter(|_| place <= chunk.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}
