//! The form that Adobe's own client sends (facts, section 5.2): every operation is a relative URI with its method
//! and its fields inside, and the answer has `{"data":…}` or an error in each place.

use super::Operation;
use crate::protocol::query::Query;
use crate::transport::Payload;

pub(super) fn payload(group: &[&Operation]) -> Payload {
    let mut form = Query::new();
    form.add("atomic", "false");
    for operation in group {
        form.add("uri", &uri(operation));
    }
    // In order: an operation may build on the one before.
    form.add("concurrent", "false");
    Payload::Form(form.as_str().to_owned())
}

fn uri(operation: &Operation) -> String {
    let mut query = operation.query_with(&operation.proving_fields());
    query.add("method", operation.method.as_str());
    if let Some(body) = &operation.body {
        query.add_json("updates", body);
    }
    format!("{}?{}", operation.path(), query.as_str())
}
