use super::Operation;
use crate::json::Json;
use crate::protocol::ApiRequest;
use crate::protocol::results::{Identity, Item, Order, match_results};
use crate::transport::{Method, Payload};

/// One way to send several operations in a request. Each is a file of `dialects/`.
pub(super) trait BatchDialect {
    /// The name in inputs and outputs.
    const NAME: &'static str;

    /// What it sends, as forms, types and the reference show it.
    #[cfg(feature = "schema")]
    const DESCRIPTION: &'static str;

    /// Whether Workfront documents it, so that every tenant accepts it. Any other is tried with a read before something is
    /// sent that must not be sent twice.
    const IS_DOCUMENTED: bool = false;

    /// Whether these two operations can be in one request.
    fn can_share(_: &Operation, _: &Operation) -> bool {
        true
    }

    /// The request that carries these operations.
    fn build_request(group: &[&Operation]) -> ApiRequest;

    /// The result of each operation in the data of the response; `None` where the response has none.
    fn read_results(data: &Json, expected: &[Identity]) -> Vec<Option<Item>> {
        match_results(data, expected, Order::Preserved)
    }
}

/// What a dialect does, for code that works with any of them.
#[derive(Debug)]
#[allow(missing_docs)] // Those of `BatchDialect`.
pub struct DialectSpec {
    pub name: &'static str,
    #[cfg(feature = "schema")]
    pub description: &'static str,
    pub is_documented: bool,
    pub can_share: fn(&Operation, &Operation) -> bool,
    pub build_request: fn(&[&Operation]) -> ApiRequest,
    pub read_results: fn(&Json, &[Identity]) -> Vec<Option<Item>>,
}

impl DialectSpec {
    pub(super) const fn of<D: BatchDialect>() -> Self {
        DialectSpec {
            name: D::NAME,
            #[cfg(feature = "schema")]
            description: D::DESCRIPTION,
            is_documented: D::IS_DOCUMENTED,
            can_share: D::can_share,
            build_request: D::build_request,
            read_results: D::read_results,
        }
    }
}

/// A `POST /batch`. It may be sent again after a loss if each of its operations may.
pub(super) fn post_batch(payload: Payload, group: &[&Operation]) -> ApiRequest {
    let repeatable = group.iter().all(|operation| operation.is_idempotent());
    ApiRequest::new(Method::Post, "/batch")
        .with_payload(payload)
        .repeatable(repeatable)
}
