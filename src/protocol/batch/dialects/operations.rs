//! The guide's JSON form: `{"updates":[{"method":"PUT","uri":"/user/<ID>","body":{…}}]}`.

use crate::json::Json;
use crate::protocol::ApiRequest;
use crate::protocol::batch::Operation;
use crate::protocol::batch::dialect_spec::{BatchDialect, post_batch};
use crate::transport::Payload;

pub(super) struct Operations;

impl BatchDialect for Operations {
    const NAME: &'static str = "operations";
    #[cfg(feature = "schema")]
    const DESCRIPTION: &'static str =
        "`POST /batch` with `{\"updates\":[{method,uri,body}]}`, as in the guide.";

    fn build_request(group: &[&Operation]) -> ApiRequest {
        let mut updates = Json::array();
        for operation in group {
            let uri = format!("/{}", operation.uri(&operation.evidence_fields()));
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
        post_batch(Payload::Json(body), group)
    }
}
