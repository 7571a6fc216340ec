//! The guide's JSON form: `{"updates":[{"method":"PUT","uri":"/user/<ID>","body":{…}}]}`.

use super::Operation;
use crate::json::Json;
use crate::transport::Payload;

pub(super) fn payload(group: &[&Operation]) -> Payload {
    let mut updates = Json::array();
    for operation in group {
        let uri = format!("/{}", operation.uri());
        let mut update = Json::object();
        update.set("method", operation.method.as_str());
        update.set("uri", uri.as_str());
        if let Some(body) = &operation.body {
            update.set("body", body.clone());
        }
        updates.push(update);
    }
    let mut body = Json::object();
    body.set("updates", updates);
    Payload::Json(body)
}
