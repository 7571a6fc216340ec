//! Writes one object: its fields first, then the rules of its type.

use std::sync::Arc;

use serde_json::Value;

use super::fields::Fields;
use super::{collections, custom, parse, user};
use crate::error::{ApiError, ApiResult};
use crate::model::{Access, Type};
use crate::store::Record;
use crate::tenant::{Caller, Tenant, has_field, not_found};
use crate::value::Val;

/// Creates an object and returns its ID.
pub fn create(
    tenant: &mut Tenant,
    caller: &Caller,
    object_type: Type,
    fields: &Fields,
) -> ApiResult<Arc<str>> {
    if fields.contains_key("ID") {
        return Err(ApiError::invalid(
            "ID cannot be set when an object is created",
        ));
    }
    let id = tenant.store.new_id();
    let mut record = Record::default();
    apply(tenant, caller, object_type, &mut record, fields)?;
    set_audit_fields(
        object_type,
        caller,
        &mut record,
        ["entryDate", "lastUpdateDate"],
        ["enteredByID", "lastUpdatedByID"],
    );
    if object_type == Type::User {
        user::check_new(tenant, caller, &id, &mut record, fields)?;
    } else if record.get(object_type.schema().number("name")).is_null() {
        return Err(ApiError::invalid("name is required"));
    }
    tenant.store.insert(object_type, &id, record);
    Ok(id)
}

/// Updates an object and returns its ID.
pub fn update(
    tenant: &mut Tenant,
    caller: &Caller,
    object_type: Type,
    id: &str,
    fields: &Fields,
) -> ApiResult<Arc<str>> {
    let (id, before) = tenant
        .store
        .entry(object_type, id)
        .ok_or_else(|| not_found(object_type, id))?;
    let (id, before) = (id.clone(), before.clone());
    if fields
        .get("ID")
        .is_some_and(|id_value| id_value.as_str() != Some(&*id))
    {
        return Err(ApiError::invalid("ID cannot be changed"));
    }
    let mut record = before.clone();
    apply(tenant, caller, object_type, &mut record, fields)?;
    set_audit_fields(
        object_type,
        caller,
        &mut record,
        ["lastUpdateDate"; 2],
        ["lastUpdatedByID"; 2],
    );
    if object_type == Type::User {
        user::check_changed(tenant, caller, &id, &before, &mut record, fields)?;
    }
    tenant.store.insert(object_type, &id, record);
    Ok(id)
}

fn apply(
    tenant: &Tenant,
    caller: &Caller,
    object_type: Type,
    record: &mut Record,
    fields: &Fields,
) -> ApiResult<()> {
    let schema = object_type.schema();
    for (name, value) in fields {
        if name == "ID" || (name == "objCode" && value.as_str() == Some(schema.code)) {
            continue;
        }
        if object_type == Type::User {
            if let Some(parameter) = name.strip_prefix("DE:") {
                custom::set(tenant, record, parameter, value)?;
                continue;
            }
            if name == "parameterValues" {
                let Value::Object(values) = value else {
                    return Err(ApiError::parameter(name, &parse::display(value)));
                };
                for (name, value) in values {
                    let parameter = name.strip_prefix("DE:").unwrap_or(name);
                    custom::set(tenant, record, parameter, value)?;
                }
                continue;
            }
            if collections::set(tenant, record, name, value)? {
                continue;
            }
        }
        let known = schema.field(name).filter(|(_, field)| {
            field.access != Access::Hidden && has_field(caller.version, field)
        });
        let Some((number, field)) = known else {
            return Err(ApiError::field(format!(
                "field '{name}' is not available on com.attask.model.RK{} in version {}",
                schema.label, caller.version
            )));
        };
        match field.access {
            Access::Open => record.set(number, parse::value(tenant, field, value)?),
            Access::WriteOnly => {
                let text = value.as_str().filter(|text| !text.is_empty());
                record.extra_mut().password = text.map(Arc::from);
            }
            _ => {
                return Err(ApiError::field(format!(
                    "field '{name}' is read only ({})",
                    schema.label
                )));
            }
        }
    }
    if object_type == Type::User {
        custom::check_form(tenant, record)?;
    }
    Ok(())
}

fn set_audit_fields(
    object_type: Type,
    caller: &Caller,
    record: &mut Record,
    dates: [&str; 2],
    users: [&str; 2],
) {
    let schema = object_type.schema();
    let mut set = |name: &str, value: Val| {
        if let Some((number, _)) = schema.field(name) {
            record.set(number, value);
        }
    };
    dates
        .into_iter()
        .for_each(|name| set(name, Val::Date(caller.now_ms)));
    users
        .into_iter()
        .for_each(|name| set(name, Val::Text(caller.user.clone())));
}
