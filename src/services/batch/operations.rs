//! The guide's JSON form: `{"updates":[{"method":"PUT","uri":"/user/<ID>","body":{…}}]}`.

use super::Operation;
use crate::json::Json;
use crate::transport::Payload;

pub(super) fn payload(group: &[&Operation]) -> Payload {
    let mut updates = Json::array();
    for operation in group {
        let uri = format!("/{}", operation.uri(&operation.proving_fields()));
        let mut update = Json::object();
        update.insert("method", operation.method.as_str());
        update.insert("uri", uri.as_str());
        if let Some(body) = &operation.body {
            update.insert("body", body.clone());
        }
        updates.push(update);
    }
    let mut body = Json::object();
    body.insert("updates", updates);
    Payload::Json(body)
}
