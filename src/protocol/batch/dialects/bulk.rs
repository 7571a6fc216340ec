//! The documented arrays: `PUT /user` with `[{"ID":…,…},…]` and `POST /user` with `[{…},…]` (docs/workfront-facts.md#arrays).

use crate::json::Json;
use crate::protocol::ApiRequest;
use crate::protocol::batch::dialect_spec::BatchDialect;
use crate::protocol::batch::{Operation, OperationKind, is_user, new_user};
use crate::protocol::fields::add_field;
use crate::protocol::results::{Identity, Item, Order, match_results};
use crate::transport::{Method, Payload};

pub(super) struct Bulk;

impl BatchDialect for Bulk {
    const NAME: &'static str = "bulk";
    #[cfg(feature = "schema")]
    const DESCRIPTION: &'static str = "Arrays to `POST` or `PUT /user`, the documented form. Other operations are sent as single requests.";
    const IS_DOCUMENTED: bool = true;

    /// Items of one array have the same method and type of object.
    fn can_share(a: &Operation, b: &Operation) -> bool {
        is_item(a) && is_item(b) && a.method == b.method && a.object == b.object
    }

    /// An array of objects with the fields by which the response shows them; an operation alone is a request of its own.
    fn build_request(group: &[&Operation]) -> ApiRequest {
        let first = match group {
            [] => return ApiRequest::new(Method::Put, "/user"),
            [one] => return one.to_request(),
            [first, ..] => first,
        };
        let mut fields = Vec::new();
        if first.method == Method::Post && is_user(&first.object) {
            for &field in new_user::FIELDS {
                fields.push(field.to_owned());
            }
        }
        let mut items = Json::array();
        for operation in group {
            items.push(item(operation));
            for field in operation.evidence_fields() {
                add_field(&mut fields, &field);
            }
        }
        ApiRequest::new(first.method, format!("/{}", first.object))
            .with_fields(&fields)
            .with_payload(Payload::Json(items))
    }

    /// The order of an array's results isn't guaranteed.
    fn read_results(data: &Json, expected: &[Identity]) -> Vec<Option<Item>> {
        match expected {
            [_] => match_results(&Json::array_of([data.clone()]), expected, Order::Preserved),
            _ => match_results(data, expected, Order::Unspecified),
        }
    }
}

/// Whether the operation can be an item of an array.
fn is_item(operation: &Operation) -> bool {
    let is_plain = operation.query.is_empty() && operation.body.is_some();
    match operation.kind() {
        OperationKind::Update => is_plain,
        OperationKind::Create => is_plain && operation.creates_user(),
        _ => false,
    }
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
