//! Objects from options, which are inserted without the checks for callers.

use std::sync::Arc;

use serde_json::Value;

use super::{collections, custom, parse};
use crate::error::ApiError;
use crate::model::{Access, Type};
use crate::tenant::Tenant;
use crate::value::Val;

/// Inserts an object, or updates the one with its `ID`. System fields are allowed.
pub fn insert_unchecked(
    tenant: &mut Tenant,
    object_type: Type,
    object: &Value,
) -> Result<(), String> {
    let schema = object_type.schema();
    let Value::Object(fields) = object else {
        return Err(format!("{} must be an array of objects", schema.plural));
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
    for (name, value) in fields.iter().filter(|(name, _)| *name != "ID") {
        let message = |error: ApiError| format!("{}: {}", schema.plural, error.message);
        if let Some(parameter) = name.strip_prefix("DE:") {
            custom::set(tenant, &mut record, parameter, value).map_err(message)?;
            continue;
        }
        if object_type == Type::User
            && collections::set(tenant, &mut record, name, value).map_err(message)?
        {
            continue;
        }
        let Some((number, field)) = schema.field(name) else {
            return Err(format!("{}: unknown field {name}", schema.plural));
        };
        match field.access {
            Access::Dynamic => {
                return Err(format!(
                    "{}: {name} is computed and cannot be set",
                    schema.plural
                ));
            }
            Access::WriteOnly => record.extra_mut().password = value.as_str().map(Arc::from),
            _ => record.set(number, parse::value(tenant, field, value).map_err(message)?),
        }
    }
    if object_type == Type::User {
        let number = |name| schema.number(name);
        if record.get(number("username")).is_null() {
            record.set(number("username"), record.get(number("emailAddr")).clone());
        }
        if record.get(number("homeGroupID")).is_null() {
            let admin = tenant.store.admin.clone();
            let admin_record = tenant
                .store
                .get(Type::User, &admin)
                .cloned()
                .unwrap_or_default();
            record.set(
                number("homeGroupID"),
                admin_record.get(number("homeGroupID")).clone(),
            );
        }
    }
    tenant.store.insert(object_type, &id, record);
    Ok(())
}
