//! The form that Adobe's own client sends (facts, section 5.2): every operation is a relative URI with its method
//! and its fields inside, and the answer has `{"data":…}` or an error in each place.

use super::attempt::not_a_list;
use super::operations::verdict;
use super::{Operation, Verdict};
use crate::api::ApiRequest;
use crate::api::query::Query;
use crate::error::Result;
use crate::json::Json;
use crate::transport::{Method, Payload};

pub(super) fn request(group: &[&Operation]) -> ApiRequest {
    let mut form = Query::new();
    form.add("atomic", "false");
    for operation in group {
        form.add("uri", &uri(operation));
    }
    // In order: an operation may build on the one before.
    form.add("concurrent", "false");
    let repeatable = group.iter().all(|operation| operation.is_idempotent());
    ApiRequest::new(Method::Post, "/batch")
        .with_payload(Payload::Form(form.as_str().to_owned()))
        .repeatable(repeatable)
}

fn uri(operation: &Operation) -> String {
    let mut query = Query::new();
    query.add_raw(&operation.query);
    query.add("method", operation.method.as_str());
    if let Some(body) = &operation.body {
        query.add_json("updates", body);
    }
    format!("{}?{}", operation.path(), query.as_str())
}

pub(super) fn read(answer: &Json, group: &[&Operation]) -> Result<Vec<Option<Verdict>>> {
    if !answer.is_array() || answer.len() != group.len() {
        return Err(not_a_list(group.len(), answer.len()));
    }
    Ok(answer.items().map(|item| Some(verdict(item))).collect())
}
