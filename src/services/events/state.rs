//! The states of an event: objects, or Base64 of their JSON (docs/workfront-facts.md#event-bodies).

use crate::json::Json;
use base64ct::{Base64Unpadded, Encoding};

/// The state as an object, from either form; `None` if it is something else.
pub fn read(given: Option<Json>) -> Option<Json> {
    let Some(given) = given.filter(|state| !state.is_null()) else {
        return Some(Json::object());
    };
    match given.as_str() {
        Some(text) if text.trim().is_empty() => Some(Json::object()),
        Some(text) => decoded(&text),
        None => Some(given).filter(Json::is_object),
    }
}

fn decoded(text: &str) -> Option<Json> {
    // The standard alphabet of RFC 4648 with padding, possibly in lines; the URL-safe alphabet is accepted too.
    let plain = text.chars().filter_map(|letter| match letter {
        '-' => Some('+'),
        '_' => Some('/'),
        '=' => None,
        _ if letter.is_ascii_whitespace() => None,
        _ => Some(letter),
    });
    let json = Base64Unpadded::decode_vec(&plain.collect::<String>()).ok()?;
    let parse = |bytes: &[u8]| Json::parse_bytes(bytes).filter(Json::is_object);
    // The documentation's own sample has a stray '<' beside the object.
    parse(&json).or_else(|| {
        let start = json.iter().position(|&byte| byte == b'{')?;
        let end = json.iter().rposition(|&byte| byte == b'}')?;
        parse(json.get(start..=end)?)
    })
}
