//! The documented arrays: `PUT /user` with `[{"ID":…,…},…]` and `POST /user` with `[{…},…]` (facts, section 5.1).

use super::operation::is_user;
use super::{Operation, Verdict};
use crate::api::{ApiRequest, envelope};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::{Method, Payload};

/// What an array of creates reads back: the order of the answer isn't promised, so they are told apart by these.
const READ_BACK: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
];

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

/// What must be unique in an array.
pub(super) fn key(operation: &Operation) -> Option<String> {
    match operation.method {
        Method::Put => operation.id().map(|id| id.as_str().to_owned()),
        _ => operation.email().map(|email| email.to_ascii_lowercase()),
    }
}

pub(super) fn request(group: &[&Operation]) -> ApiRequest {
    let Some(first) = group.first() else {
        return ApiRequest::new(Method::Put, "/user");
    };
    let items = Json::array_of(group.iter().map(|operation| {
        let fields = operation.body.clone().unwrap_or_else(Json::object);
        let Some(id) = operation.id() else {
            return fields;
        };
        let mut item = Json::object_of([("ID", id.as_str().into())]);
        for key in fields.keys() {
            if let Some(value) = fields.get(&key) {
                item.set(&key, value);
            }
        }
        item
    }));
    let request = ApiRequest::new(first.method, format!("/{}", first.object));
    let request = if first.method == Method::Post && is_user(&first.object) {
        request.with_fields(READ_BACK)
    } else {
        request
    };
    request.with_payload(Payload::Json(items))
}

pub(super) fn read(answer: &Json, group: &[&Operation]) -> Result<Vec<Option<Verdict>>> {
    if !answer.is_array() {
        return Err(Error::new(
            ErrorKind::UnexpectedResponse,
            "Workfront's answer to an array of objects is not a list",
        ));
    }
    let by = if group
        .first()
        .is_some_and(|first| first.method == Method::Put)
    {
        "ID"
    } else {
        "emailAddr"
    };
    let items: Vec<Json> = answer.items().collect();
    let same_length = items.len() == group.len();
    Ok(group
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let wanted = key(operation)?;
            let is_it = |item: &&Json| {
                item.text_at(by)
                    .is_some_and(|text| text == wanted || text.to_ascii_lowercase() == wanted)
            };
            if let Some(item) = items.iter().find(is_it) {
                return Some(Ok(item.clone()));
            }
            // An error has no ID: only its place tells whose it is.
            let error = items
                .get(index)
                .filter(|_| same_length)
                .and_then(envelope::error_of_item);
            error.map(Err)
        })
        .collect())
}
