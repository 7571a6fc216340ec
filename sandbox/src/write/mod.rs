//! Creating, updating and deleting, one object or many (docs/workfront-facts.md#users).

mod collections;
mod custom;
mod delete;
mod given;
mod object;
mod payload;
mod user;
mod value;

pub use delete::{delete, replace};
pub use given::put_given;
pub use user::{approve, settle};

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::api::call::Call;
use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::options::BulkNonAtomic;
use crate::output::{Projection, Size};
use crate::search::missing;
use crate::tenant::{Caller, Tenant};
use payload::Payload;

/// The most objects of one bulk write (docs/workfront-facts.md#arrays).
const MOST_AT_ONCE: usize = 100;

/// The fields of one object as a caller writes them.
pub type Fields = Map<String, Value>;

/// `POST /<object>`: one or many.
pub fn create(tenant: &mut Tenant, caller: &Caller, call: &mut Call, of: Type) -> Outcome<Value> {
    if !of.schema().creatable {
        return Err(ApiError::unsupported(
            "unable to find method for service endpoint type: ADD",
        ));
    }
    let projection = Projection::take(tenant, call, of)?;
    let atomic = call.take_flag("atomic");
    match Payload::take(call)? {
        Payload::One(fields) => {
            let id = object::create(tenant, caller, of, &fields)?;
            shown(tenant, &projection, of, &id)
        }
        Payload::Many(all) => bulk(tenant, &projection, of, atomic, &all, |tenant, fields| {
            object::create(tenant, caller, of, fields)
        }),
    }
}

/// `PUT /<object>/<ID>`.
pub fn update(
    tenant: &mut Tenant,
    caller: &Caller,
    call: &mut Call,
    of: Type,
    id: &str,
) -> Outcome<Value> {
    let projection = Projection::take(tenant, call, of)?;
    match Payload::take(call)? {
        Payload::One(fields) => {
            let id = object::update(tenant, caller, of, id, &fields)?;
            shown(tenant, &projection, of, &id)
        }
        Payload::Many(_) => Err(ApiError::invalid("argument type mismatch")),
    }
}

/// `PUT /<object>`: many, each with its `ID`.
pub fn update_many(
    tenant: &mut Tenant,
    caller: &Caller,
    call: &mut Call,
    of: Type,
) -> Outcome<Value> {
    let projection = Projection::take(tenant, call, of)?;
    let atomic = call.take_flag("atomic");
    let by_parameter = call.take("id").or_else(|| call.take("ID"));
    match (Payload::take(call)?, by_parameter) {
        (Payload::One(fields), Some(id)) => {
            let id = object::update(tenant, caller, of, &id, &fields)?;
            shown(tenant, &projection, of, &id)
        }
        (Payload::One(_), None) => Err(ApiError::invalid("ID is required for an update")),
        (Payload::Many(all), _) => bulk(tenant, &projection, of, atomic, &all, |tenant, fields| {
            let id = fields.get("ID").and_then(Value::as_str);
            let id = id.ok_or_else(|| ApiError::invalid("ID is required for an update"))?;
            object::update(tenant, caller, of, id, fields)
        }),
    }
}

fn shown(tenant: &Tenant, projection: &Projection, of: Type, id: &str) -> Outcome<Value> {
    let node = tenant.store.node(of, id).ok_or_else(|| missing(of, id))?;
    Ok(json!({"data": projection.object(tenant, &node, &mut Size::default())?}))
}

fn bulk(
    tenant: &mut Tenant,
    projection: &Projection,
    of: Type,
    atomic: bool,
    all: &[Fields],
    mut write: impl FnMut(&mut Tenant, &Fields) -> Outcome<Arc<str>>,
) -> Outcome<Value> {
    if all.len() > MOST_AT_ONCE {
        return Err(ApiError::invalid(format!(
            "Can not add more than {MOST_AT_ONCE} objects at once"
        )));
    }
    let each_alone = !atomic && tenant.options.bulk_non_atomic == BulkNonAtomic::PerItem;
    let mut results = Vec::with_capacity(all.len());
    for fields in all {
        let savepoint = tenant.store.savepoint();
        match write(tenant, fields) {
            Ok(id) => results.push(Ok(id)),
            Err(error) if each_alone => {
                tenant.store.undo_to(savepoint);
                results.push(Err(error));
            }
            Err(error) => return Err(error),
        }
    }
    if atomic {
        // No IDs come back (docs/workfront-facts.md#atomic-writes).
        return Ok(json!({"data": {"success": true}}));
    }
    let mut size = Size::default();
    let mut shown = results
        .into_iter()
        .map(|result| match result {
            Ok(id) => {
                let node = tenant.store.node(of, &id).ok_or_else(|| missing(of, &id))?;
                projection.object(tenant, &node, &mut size)
            }
            Err(error) => Ok(json!({"error": error.to_json()})),
        })
        .collect::<Outcome<Vec<Value>>>()?;
    if !tenant.options.bulk_in_order && !each_alone {
        shown.reverse();
    }
    Ok(json!({"data": shown}))
}
