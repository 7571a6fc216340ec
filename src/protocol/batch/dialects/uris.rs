//! The form that Adobe's own client sends (docs/workfront-facts.md#batch-endpoint): each operation is a relative URI with its method and its
//! fields in the query. The response has `{"data":…}` or an error for each.

use crate::protocol::ApiRequest;
use crate::protocol::batch::Operation;
use crate::protocol::batch::dialect_spec::{BatchDialect, post_batch};
use crate::protocol::query::Query;
use crate::transport::Payload;

pub(super) struct Uris;

impl BatchDialect for Uris {
    const NAME: &'static str = "uris";
    #[cfg(feature = "schema")]
    const DESCRIPTION: &'static str =
        "`POST /batch` with a form of `uri=…`, as Adobe's own client sends it.";

    fn build_request(group: &[&Operation]) -> ApiRequest {
        let mut form = Query::new();
        form.add("atomic", "false");
        for operation in group {
            form.add("uri", &uri(operation));
        }
        // In order: an operation may depend on the one before.
        form.add("concurrent", "false");
        post_batch(Payload::Form(form.into_text()), group)
    }
}

fn uri(operation: &Operation) -> String {
    let mut query = operation.query_with(&operation.evidence_fields());
    query.add("method", operation.method.as_str());
    if let Some(body) = &operation.body {
        query.add_json("updates", body);
    }
    format!("{}?{}", operation.path(), query.as_str())
}
