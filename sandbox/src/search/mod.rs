//! Searching, counting and reading (docs/workfront-facts.md#searches).

mod condition;
mod matching;
mod modifier;
mod order;
mod wildcard;

use serde_json::{Map, Value, json};

use condition::Conditions;
use order::Order;

use crate::api::call::Call;
use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::output::{Projection, Size};
use crate::store::Node;
use crate::tenant::{Caller, Tenant};

/// Rows of a page: by default, and at most (docs/workfront-facts.md#paging).
const DEFAULT_LIMIT: usize = 100;
const HIGHEST_LIMIT: usize = 2000;

/// `GET /<object>/search` and the named queries.
pub fn search(tenant: &Tenant, caller: &Caller, call: &mut Call, of: Type) -> Outcome<Value> {
    let (first, limit) = take_page(call)?;
    let as_map = call.take_flag("map");
    let projection = Projection::take(tenant, call, of)?;
    let order = Order::take(tenant, call, of)?;
    let conditions = Conditions::take(tenant, caller, call, of)?;
    let found = order.page(tenant, conditions.all(tenant, of), first, limit);
    let mut size = Size::default();
    let objects = found
        .iter()
        .map(|node| projection.object(tenant, node, &mut size));
    let objects = objects.collect::<Outcome<Vec<Value>>>()?;
    if as_map {
        let keyed = objects
            .into_iter()
            .map(|object| (object["ID"].as_str().unwrap_or_default().to_owned(), object));
        return Ok(json!({"data": keyed.collect::<Map<_, _>>()}));
    }
    Ok(json!({"data": objects}))
}

/// `GET /<object>/count`.
pub fn count(tenant: &Tenant, caller: &Caller, call: &mut Call, of: Type) -> Outcome<usize> {
    take_page(call)?;
    Order::take(tenant, call, of)?;
    call.take("fields");
    let conditions = Conditions::take(tenant, caller, call, of)?;
    Ok(conditions.all(tenant, of).count())
}

/// `GET /<object>/<ID>`.
pub fn one(tenant: &Tenant, call: &mut Call, of: Type, id: &str) -> Outcome<Value> {
    let projection = Projection::take(tenant, call, of)?;
    refuse_rest(call)?;
    let node = tenant.store.node(of, id).ok_or_else(|| missing(of, id))?;
    Ok(json!({"data": projection.object(tenant, &node, &mut Size::default())?}))
}

/// `GET /<object>?id=a,b`: what there is of them, in the order of the IDs.
pub fn several(tenant: &Tenant, call: &mut Call, of: Type, ids: &[String]) -> Outcome<Value> {
    let projection = Projection::take(tenant, call, of)?;
    refuse_rest(call)?;
    let mut size = Size::default();
    let nodes = ids.iter().filter_map(|id| tenant.store.node(of, id));
    let objects = nodes.map(|node| projection.object(tenant, &node, &mut size));
    Ok(json!({"data": objects.collect::<Outcome<Vec<Value>>>()?}))
}

/// The error for an object that there is not.
pub fn missing(of: Type, id: &str) -> ApiError {
    let label = of.schema().label;
    ApiError::not_found(format!(
        "{label} with primary key value(s) \"{id}\" not found"
    ))
}

fn refuse_rest(call: &Call) -> Outcome<()> {
    match call.rest().next() {
        Some((name, _)) => Err(ApiError::field(format!("unexpected parameter '{name}'"))),
        None => Ok(()),
    }
}

fn take_page(call: &mut Call) -> Outcome<(usize, usize)> {
    let first = number(call, "$$FIRST", 0)?;
    let limit = number(call, "$$LIMIT", DEFAULT_LIMIT)?;
    if limit > HIGHEST_LIMIT {
        return Err(ApiError::limit(format!(
            "The requested limit {limit} is greater than the maximum allowed limit of {HIGHEST_LIMIT}"
        )));
    }
    Ok((first, limit))
}

fn number(call: &mut Call, name: &str, default: usize) -> Outcome<usize> {
    let Some(text) = call.take(name) else {
        return Ok(default);
    };
    text.parse().map_err(|_| ApiError::parameter(name, &text))
}

/// Objects of a search, as they are found.
type Found<'store> = Box<dyn Iterator<Item = Node<'store>> + 'store>;
