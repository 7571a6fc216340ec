//! Memberships: a write replaces the whole collection (docs/workfront-facts.md#memberships).

use std::sync::Arc;

use serde_json::Value;

use super::parse::display;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::store::{GroupMembership, Record, RoleAssignment};
use crate::tenant::Tenant;
use crate::value::Val;

/// Sets a collection of a user. `false` if the name is not a collection.
pub fn set(tenant: &Tenant, record: &mut Record, name: &str, value: &Value) -> ApiResult<bool> {
    if !["userGroups", "userRoles", "teams", "objectCategories"].contains(&name) {
        let schema = Type::User.schema();
        if schema.collection(name).is_some() || schema.reference(name).is_some() {
            return Err(ApiError::field(format!(
                "field '{name}' cannot be written here (User)"
            )));
        }
        return Ok(false);
    }
    let rows = match value {
        Value::Array(rows) => rows.as_slice(),
        Value::Null => &[],
        _ => return Err(ApiError::invalid("argument type mismatch")),
    };
    match name {
        "userGroups" => {
            let groups = rows.iter().map(|row| {
                let group = referenced_id(tenant, row, "groupID", Type::Group, &["isOwner"])?;
                Ok(GroupMembership {
                    group,
                    is_owner: row["isOwner"].as_bool().unwrap_or(false),
                })
            });
            record.extra_mut().groups = groups.collect::<ApiResult<_>>()?;
        }
        "userRoles" => {
            let roles = rows.iter().map(|row| {
                let role = referenced_id(tenant, row, "roleID", Type::Role, &["timePercentage"])?;
                Ok(RoleAssignment {
                    role,
                    percent: row["timePercentage"].as_f64(),
                })
            });
            let roles: Vec<RoleAssignment> = roles.collect::<ApiResult<_>>()?;
            check_total(&roles)?;
            record.extra_mut().roles = roles;
        }
        "teams" => {
            let teams = rows
                .iter()
                .map(|row| referenced_id(tenant, row, "ID", Type::Team, &[]));
            record.extra_mut().teams = teams.collect::<ApiResult<_>>()?;
        }
        _ => {
            let forms = rows
                .iter()
                .map(|row| referenced_id(tenant, row, "ID", Type::Category, &[]));
            let forms: Vec<Arc<str>> = forms.collect::<ApiResult<_>>()?;
            let first = forms
                .first()
                .map_or(Val::Null, |form| Val::Text(form.clone()));
            record.set(Type::User.schema().number("categoryID"), first);
            record.extra_mut().categories = forms;
        }
    }
    Ok(true)
}

/// Percentages must total 100 (docs/workfront-facts.md#memberships).
fn check_total(roles: &[RoleAssignment]) -> ApiResult<()> {
    let percentages: Vec<f64> = roles.iter().filter_map(|role| role.percent).collect();
    let total: f64 = percentages.iter().sum();
    if !percentages.is_empty() && (total - 100.0).abs() > 0.01 {
        return Err(ApiError::invalid("The job role percentages must total 100"));
    }
    Ok(())
}

fn referenced_id(
    tenant: &Tenant,
    row: &Value,
    name: &str,
    object_type: Type,
    other_fields: &[&str],
) -> ApiResult<Arc<str>> {
    let Value::Object(fields) = row else {
        return Err(ApiError::invalid("argument type mismatch"));
    };
    let allowed =
        |field: &str| field == name || field == "objCode" || other_fields.contains(&field);
    if let Some(unknown) = fields.keys().find(|field| !allowed(field)) {
        return Err(ApiError::field(format!("no such field: '{unknown}'")));
    }
    let id = row[name].as_str().unwrap_or_default();
    let found = tenant.store.entry(object_type, id);
    found
        .map(|(id, _)| id.clone())
        .ok_or_else(|| ApiError::parameter(name, &display(&row[name])))
}
