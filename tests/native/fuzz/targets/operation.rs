//! Operations of a batch: what is accepted stays below the API's address, carries no credential, and reads as the same
//! operation again.

use super::error;
use percent_encoding::percent_decode_str;
use serde_json::json;
use workfront_actions::input::read_input;
use workfront_actions::json::Json;
use workfront_actions::protocol::batch::Operation;

pub fn check(data: &[u8]) {
    let Some(json) = Json::parse_bytes(data) else {
        return;
    };
    let operation: Operation = match read_input(&json) {
        Ok(operation) => operation,
        Err(problem) => return error::check_refusal(&problem),
    };
    let uri = operation.uri(&[]);
    let (path, query) = uri.split_once('?').unwrap_or((&uri, ""));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte);
    assert!(path.bytes().all(is_plain), "{uri}");
    assert!(
        !path.starts_with('/') && path.split('/').count() <= 3,
        "{uri}"
    );
    assert!(
        query
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'#'),
        "{uri}"
    );
    for parameter in query.split('&') {
        let name = parameter
            .split('=')
            .next()
            .unwrap_or_default()
            .replace('+', " ");
        let name = percent_decode_str(&name)
            .decode_utf8_lossy()
            .trim()
            .to_lowercase();
        let refused = ["apikey", "sessionid", "username", "password", "method"];
        assert!(!refused.contains(&name.as_str()), "{uri}");
    }
    let mut again = json!({ "method": operation.method, "uri": format!("/{uri}") });
    if let Some(body) = &operation.body {
        again["body"] = body.clone().into_value();
    }
    let again: Operation = read_input(&Json::from(again)).expect("it was accepted before");
    assert_eq!(format!("{again:?}"), format!("{operation:?}"));
    assert_eq!(again.identity(), operation.identity());
}
