//! The requests that create and update objects.

use std::sync::Arc;

use serde_json::{Value, json};

use super::fields::{Fields, Payload};
use super::object;
use crate::api::call::Call;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::options::BulkNonAtomic;
use crate::output::{Projection, Size};
use crate::tenant::{Caller, Tenant, not_found};

/// The maximum number of objects in a bulk write (docs/workfront-facts.md#arrays).
const MAX_BULK_OBJECTS: usize = 100;

/// `POST /<object>`: creates one object or several.
pub fn create(
    tenant: &mut Tenant,
    caller: &Caller,
    call: &mut Call,
    object_type: Type,
) -> ApiResult<Value> {
    if !object_type.schema().creatable {
        return Err(ApiError::unsupported(
            "unable to find method for service endpoint type: ADD",
        ));
    }
    let projection = Projection::take(tenant, call, object_type)?;
    let atomic = call.take_flag("atomic");
    match Payload::take(call)? {
        Payload::One(fields) => {
            let id = object::create(tenant, caller, object_type, &fields)?;
            read_back(tenant, &projection, object_type, &id)
        }
        Payload::Many(all) => bulk(
            tenant,
            &projection,
            object_type,
            atomic,
            &all,
            |tenant, fields| object::create(tenant, caller, object_type, fields),
        ),
    }
}

/// `PUT /<object>/<ID>`: updates an object.
pub fn update(
    tenant: &mut Tenant,
    caller: &Caller,
    call: &mut Call,
    object_type: Type,
    id: &str,
) -> ApiResult<Value> {
    let projection = Projection::take(tenant, call, object_type)?;
    match Payload::take(call)? {
        Payload::One(fields) => {
            let id = object::update(tenant, caller, object_type, id, &fields)?;
            read_back(tenant, &projection, object_type, &id)
        }
        Payload::Many(_) => Err(ApiError::invalid("argument type mismatch")),
    }
}

/// `PUT /<object>`: updates several objects, each with its `ID`.
pub fn update_many(
    tenant: &mut Tenant,
    caller: &Caller,
    call: &mut Call,
    object_type: Type,
) -> ApiResult<Value> {
    let projection = Projection::take(tenant, call, object_type)?;
    let atomic = call.take_flag("atomic");
    let by_parameter = call.take("id").or_else(|| call.take("ID"));
    match (Payload::take(call)?, by_parameter) {
        (Payload::One(fields), Some(id)) => {
            let id = object::update(tenant, caller, object_type, &id, &fields)?;
            read_back(tenant, &projection, object_type, &id)
        }
        (Payload::One(_), None) => Err(ApiError::invalid("ID is required for an update")),
        (Payload::Many(all), _) => bulk(
            tenant,
            &projection,
            object_type,
            atomic,
            &all,
            |tenant, fields| {
                let id = fields.get("ID").and_then(Value::as_str);
                let id = id.ok_or_else(|| ApiError::invalid("ID is required for an update"))?;
                object::update(tenant, caller, object_type, id, fields)
            },
        ),
    }
}

fn read_back(
    tenant: &Tenant,
    projection: &Projection,
    object_type: Type,
    id: &str,
) -> ApiResult<Value> {
    let node = tenant
        .store
        .node(object_type, id)
        .ok_or_else(|| not_found(object_type, id))?;
    Ok(json!({"data": projection.object(tenant, &node, &mut Size::default())?}))
}

fn bulk(
    tenant: &mut Tenant,
    projection: &Projection,
    object_type: Type,
    atomic: bool,
    all: &[Fields],
    mut write: impl FnMut(&mut Tenant, &Fields) -> ApiResult<Arc<str>>,
) -> ApiResult<Value> {
    if all.len() > MAX_BULK_OBJECTS {
        return Err(ApiError::invalid(format!(
            "Can not add more than {MAX_BULK_OBJECTS} objects at once"
        )));
    }
    let per_item = !atomic && tenant.options.bulk_non_atomic == BulkNonAtomic::PerItem;
    let mut results = Vec::with_capacity(all.len());
    for fields in all {
        let savepoint = tenant.store.savepoint();
        match write(tenant, fields) {
            Ok(id) => results.push(Ok(id)),
            Err(error) if per_item => {
                tenant.store.rollback_to(savepoint);
                results.push(Err(error));
            }
            Err(error) => return Err(error),
        }
    }
    if atomic {
        // No IDs are returned (docs/workfront-facts.md#atomic-writes).
        return Ok(json!({"data": {"success": true}}));
    }
    let mut size = Size::default();
    let mut objects = results
        .into_iter()
        .map(|result| match result {
            Ok(id) => {
                let node = tenant
                    .store
                    .node(object_type, &id)
                    .ok_or_else(|| not_found(object_type, &id))?;
                projection.object(tenant, &node, &mut size)
            }
            Err(error) => Ok(json!({"error": error.to_json()})),
        })
        .collect::<ApiResult<Vec<Value>>>()?;
    if !tenant.options.bulk_in_order && !per_item {
        objects.reverse();
    }
    Ok(json!({"data": objects}))
}
