//! The documented arrays: `PUT /user` with `[{"ID":…,…},…]` and `POST /user` with `[{…},…]` (facts, section 5.1).

use super::operation::is_user;
use super::{Operation, Places, Verdict, creates};
use crate::api::{ApiRequest, envelope};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::{Method, Payload};

/// Whether the operation can be an item of an array.
pub(super) fn fits(operation: &Operation) -> bool {
    let plain = operation.query.is_empty();
    match operation.method {
        Method::Put => plain && operation.rest.len() == 1 && operation.body.is_some(),
        Method::Post => plain && operation.creates_user(),
        Method::Get | Method::Delete => false,
    }
}

/// Whether two operations can stand in the same array.
pub(super) fn fit_together(a: &Operation, b: &Operation) -> bool {
    a.method == b.method && a.object == b.object
}

/// What tells an item of the answer apart.
fn key(operation: &Operation) -> Option<String> {
    match operation.method {
        Method::Put => operation.id().map(|id| id.as_str().to_owned()),
        _ => operation.email(),
    }
}

pub(super) fn request(group: &[&Operation]) -> ApiRequest {
    let Some(first) = group.first() else {
        return ApiRequest::new(Method::Put, "/user");
    };
    let mut items = Json::array();
    for operation in group {
        items.push(item(operation));
    }
    let mut request = ApiRequest::new(first.method, format!("/{}", first.object));
    if first.method == Method::Post && is_user(&first.object) {
        // The order of the answer isn't promised, so they are told apart by these.
        request = request.with_fields(creates::FIELDS);
    }
    request.with_payload(Payload::Json(items))
}

fn item(operation: &Operation) -> Json {
    let fields = operation.body.clone().unwrap_or_else(Json::object);
    let Some(id) = operation.id() else {
        return fields;
    };
    let mut item = Json::object();
    item.insert("ID", id.as_str());
    for (key, value) in &fields.entries() {
        item.insert(key, value);
    }
    item
}

pub(super) fn read(answer: &Json, group: &[&Operation]) -> Result<Vec<Option<Verdict>>> {
    if !answer.is_array() {
        return Err(Error::new(
            ErrorKind::UnexpectedResponse,
            "Workfront's answer to an array of objects is not a list",
        ));
    }
    let is_update = group
        .first()
        .is_some_and(|first| first.method == Method::Put);
    let by = if is_update { "ID" } else { "emailAddr" };
    let mut names = Vec::with_capacity(answer.len());
    for item in answer.items() {
        names.push(item.str_or_default(by).to_ascii_lowercase());
    }
    let count = names.len();
    let places = Places::of(names);
    let mut verdicts = Vec::with_capacity(group.len());
    for (index, operation) in group.iter().enumerate() {
        let wanted = key(operation).unwrap_or_default().to_ascii_lowercase();
        verdicts.push(match places.first(&wanted) {
            _ if wanted.is_empty() => None,
            Some(at) => Some(Ok(answer.at(at))),
            // An error has no ID: only its place tells whose it is.
            None if count == group.len() => envelope::error_of_item(&answer.at(index)).map(Err),
            None => None,
        });
    }
    Ok(verdicts)
}
