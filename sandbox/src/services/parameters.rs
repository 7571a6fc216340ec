//! The parameters of a request to a service.

use serde_json::Value;

use crate::encoding::{Pairs, parse_pairs};
use crate::http::Request;

/// The parameters of a form body or a JSON body.
pub fn from_body(request: &Request) -> Pairs {
    let text = String::from_utf8_lossy(&request.body);
    let content_type = request
        .header("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        return parse_pairs(&text);
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(fields)) => {
            let parameters = fields.into_iter().map(|(name, value)| {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                (name, text)
            });
            parameters.collect()
        }
        _ => Pairs::new(),
    }
}

/// The first value of a parameter; empty if it is missing.
pub fn parameter<'pairs>(parameters: &'pairs Pairs, name: &str) -> &'pairs str {
    let found = parameters.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value.as_str())
}
