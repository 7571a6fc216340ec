//! The guide's JSON form: `{"updates":[{"method":"PUT","uri":"/user/<ID>","body":{…}}]}`.

use super::attempt::not_a_list;
use super::{Operation, Verdict};
use crate::api::{ApiRequest, envelope};
use crate::error::Result;
use crate::json::Json;
use crate::transport::{Method, Payload};

pub(super) fn request(group: &[&Operation]) -> ApiRequest {
    let updates = Json::array_of(group.iter().map(|operation| {
        let mut update = Json::object_of([
            ("method", operation.method.as_str().into()),
            ("uri", format!("/{}", operation.uri()).as_str().into()),
        ]);
        if let Some(body) = &operation.body {
            update.set("body", body.clone());
        }
        update
    }));
    let body = Json::object_of([("updates", updates)]);
    let repeatable = group.iter().all(|operation| operation.is_idempotent());
    ApiRequest::new(Method::Post, "/batch")
        .with_payload(Payload::Json(body))
        .repeatable(repeatable)
}

pub(super) fn read(answer: &Json, group: &[&Operation]) -> Result<Vec<Option<Verdict>>> {
    if !answer.is_array() || answer.len() != group.len() {
        return Err(not_a_list(group.len(), answer.len()));
    }
    Ok(answer.items().map(|item| Some(verdict(item))).collect())
}

/// The guide shows the bare state of an object; Adobe's client gets it wrapped in `data`. Either is understood.
pub(super) fn verdict(item: Json) -> Verdict {
    if let Some(error) = envelope::error_of_item(&item) {
        return Err(error);
    }
    let wrapped = item.get("data").filter(|_| item.keys().len() == 1);
    Ok(wrapped.unwrap_or(item))
}
