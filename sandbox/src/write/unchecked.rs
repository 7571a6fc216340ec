//! Objects that a test puts in as they are, past the rules that bind callers.

use std::sync::Arc;

use serde_json::Value;

use super::{collections, custom, parse};
use crate::model::{Access, Type};
use crate::tenant::Tenant;
use crate::value::Val;

/// Puts an object in; its `ID` may be given, and system fields too.
pub fn insert_unchecked(
    tenant: &mut Tenant,
    object_type: Type,
    given: &Value,
) -> Result<(), String> {
    let schema = object_type.schema();
    let Value::Object(fields) = given else {
        return Err(format!("{}: each must be an object", schema.plural));
    };
    let id: Arc<str> = match fields.get("ID").and_then(Value::as_str) {
        Some(id) => Arc::from(id),
        None => tenant.store.new_id(),
    };
    let mut record = tenant
        .store
        .get(object_type, &id)
        .cloned()
        .unwrap_or_default();
    if object_type == Type::User && record.get(schema.number("isActive")).is_null() {
        record.set(schema.number("isActive"), Val::Bool(true));
    }
    for (name, given) in fields.iter().filter(|(name, _)| *name != "ID") {
        let told = |error: crate::error::ApiError| format!("{}: {}", schema.plural, error.message);
        if let Some(parameter) = name.strip_prefix("DE:") {
            custom::set(tenant, &mut record, parameter, given).map_err(told)?;
            continue;
        }
        if object_type == Type::User
            && collections::set(tenant, &mut record, name, given).map_err(told)?
        {
            continue;
        }
        let Some((number, field)) = schema.field(name) else {
            return Err(format!("{}: there is no field {name}", schema.plural));
        };
        match field.access {
            Access::Dynamic => return Err(format!("{}: {name} is worked out", schema.plural)),
            Access::WriteOnly => record.extra_mut().password = given.as_str().map(Arc::from),
            _ => record.set(number, parse::value(tenant, field, given).map_err(told)?),
        }
    }
    if object_type == Type::User {
        let number = |name| schema.number(name);
        if record.get(number("username")).is_null() {
            record.set(number("username"), record.get(number("emailAddr")).clone());
        }
        if record.get(number("homeGroupID")).is_null() {
            let admin = tenant.store.admin.clone();
            let own = tenant
                .store
                .get(Type::User, &admin)
                .cloned()
                .unwrap_or_default();
            record.set(
                number("homeGroupID"),
                own.get(number("homeGroupID")).clone(),
            );
        }
    }
    tenant.store.insert(object_type, &id, record);
    Ok(())
}
