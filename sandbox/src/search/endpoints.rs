//! The requests that search, count and read objects.

use serde_json::{Map, Value, json};

use super::condition::Conditions;
use super::order::Order;
use crate::api::call::Call;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::output::{Projection, Size};
use crate::tenant::{Caller, Tenant, not_found};

/// The default and the maximum page size (docs/workfront-facts.md#paging).
const DEFAULT_LIMIT: usize = 100;
const MAX_LIMIT: usize = 2000;

/// `GET /<object>/search` and the named queries.
pub fn search(
    tenant: &Tenant,
    caller: &Caller,
    call: &mut Call,
    object_type: Type,
) -> ApiResult<Value> {
    let (first, limit) = take_page(call)?;
    let as_map = call.take_flag("map");
    let projection = Projection::take(tenant, call, object_type)?;
    let order = Order::take(tenant, call, object_type)?;
    let conditions = Conditions::take(tenant, caller, call, object_type)?;
    let found = order.page(tenant, conditions.find(tenant, object_type), first, limit);
    let mut size = Size::default();
    let objects = found
        .iter()
        .map(|node| projection.object(tenant, node, &mut size));
    let objects = objects.collect::<ApiResult<Vec<Value>>>()?;
    if as_map {
        let by_id = objects
            .into_iter()
            .map(|object| (object["ID"].as_str().unwrap_or_default().to_owned(), object));
        return Ok(json!({"data": by_id.collect::<Map<_, _>>()}));
    }
    Ok(json!({"data": objects}))
}

/// `GET /<object>/count`.
pub fn count(
    tenant: &Tenant,
    caller: &Caller,
    call: &mut Call,
    object_type: Type,
) -> ApiResult<usize> {
    take_page(call)?;
    Order::take(tenant, call, object_type)?;
    call.take("fields");
    let conditions = Conditions::take(tenant, caller, call, object_type)?;
    Ok(conditions.find(tenant, object_type).count())
}

/// `GET /<object>/<ID>`.
pub fn get(tenant: &Tenant, call: &mut Call, object_type: Type, id: &str) -> ApiResult<Value> {
    let projection = Projection::take(tenant, call, object_type)?;
    reject_remaining(call)?;
    let node = tenant
        .store
        .node(object_type, id)
        .ok_or_else(|| not_found(object_type, id))?;
    Ok(json!({"data": projection.object(tenant, &node, &mut Size::default())?}))
}

/// `GET /<object>?id=a,b`: the objects that exist, in the order of the IDs.
pub fn get_many(
    tenant: &Tenant,
    call: &mut Call,
    object_type: Type,
    ids: &[String],
) -> ApiResult<Value> {
    let projection = Projection::take(tenant, call, object_type)?;
    reject_remaining(call)?;
    let mut size = Size::default();
    let nodes = ids
        .iter()
        .filter_map(|id| tenant.store.node(object_type, id));
    let objects = nodes.map(|node| projection.object(tenant, &node, &mut size));
    Ok(json!({"data": objects.collect::<ApiResult<Vec<Value>>>()?}))
}

fn reject_remaining(call: &Call) -> ApiResult<()> {
    match call.rest().next() {
        Some((name, _)) => Err(ApiError::field(format!("unexpected parameter '{name}'"))),
        None => Ok(()),
    }
}

fn take_page(call: &mut Call) -> ApiResult<(usize, usize)> {
    let first = take_number(call, "$$FIRST", 0)?;
    let limit = take_number(call, "$$LIMIT", DEFAULT_LIMIT)?;
    if limit > MAX_LIMIT {
        return Err(ApiError::limit(format!(
            "The requested limit {limit} is greater than the maximum allowed limit of {MAX_LIMIT}"
        )));
    }
    Ok((first, limit))
}

fn take_number(call: &mut Call, name: &str, default: usize) -> ApiResult<usize> {
    let Some(text) = call.take(name) else {
        return Ok(default);
    };
    text.parse().map_err(|_| ApiError::parameter(name, &text))
}
