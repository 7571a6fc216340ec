//! The documented arrays: `PUT /user` with `[{"ID":…,…},…]` and `POST /user` with `[{…},…]` (facts, section 5.1).

use super::operation::{Kind, is_user};
use super::{Operation, creates};
use crate::json::Json;
use crate::protocol::ApiRequest;
use crate::services::users::add_new;
use crate::transport::{Method, Payload};

/// Whether the operation can be an item of an array.
pub(super) fn fits(operation: &Operation) -> bool {
    let plain = operation.query.is_empty() && operation.body.is_some();
    match operation.kind() {
        Kind::Update => plain,
        Kind::Create => plain && operation.creates_user(),
        _ => false,
    }
}

/// Whether two operations can stand in the same array.
pub(super) fn fit_together(a: &Operation, b: &Operation) -> bool {
    a.method == b.method && a.object == b.object
}

/// An array of objects, asking for the fields by which the response shows them. Its order isn't promised.
pub(super) fn request(group: &[&Operation]) -> ApiRequest {
    let Some(first) = group.first() else {
        return ApiRequest::new(Method::Put, "/user");
    };
    let mut fields = Vec::new();
    if first.method == Method::Post && is_user(&first.object) {
        for &field in creates::FIELDS {
            fields.push(field.to_owned());
        }
    }
    let mut items = Json::array();
    for operation in group {
        items.push(item(operation));
        for field in operation.proving_fields() {
            add_new(&mut fields, &field);
        }
    }
    ApiRequest::new(first.method, format!("/{}", first.object))
        .with_fields(&fields)
        .with_payload(Payload::Json(items))
}

fn item(operation: &Operation) -> Json {
    let fields = operation.body.clone().unwrap_or_else(Json::object);
    let Some(id) = operation.id() else {
        return fields;
    };
    let mut item = Json::object();
    item.insert("ID", id.as_str());
    for (key, value) in &fields.entries() {
        if key != "ID" {
            item.insert(key, value);
        }
    }
    item
}
