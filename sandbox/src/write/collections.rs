//! Memberships: what is sent replaces what was there (docs/workfront-facts.md#memberships).

use std::sync::Arc;

use serde_json::Value;

use super::value::told;
use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::store::{Membership, Record, Share};
use crate::tenant::Tenant;
use crate::value::Val;

/// Sets a collection of a user; `false` for a name that is none.
pub fn set(tenant: &Tenant, record: &mut Record, name: &str, given: &Value) -> Outcome<bool> {
    if !["userGroups", "userRoles", "teams", "objectCategories"].contains(&name) {
        let schema = Type::User.schema();
        if schema.collection(name).is_some() || schema.reference(name).is_some() {
            return Err(ApiError::field(format!(
                "field '{name}' cannot be written here (User)"
            )));
        }
        return Ok(false);
    }
    let rows = match given {
        Value::Array(rows) => rows.as_slice(),
        Value::Null => &[],
        _ => return Err(ApiError::invalid("argument type mismatch")),
    };
    match name {
        "userGroups" => {
            let groups = rows.iter().map(|row| {
                let group = target(tenant, row, "groupID", Type::Group, &["isOwner"])?;
                Ok(Membership {
                    group,
                    is_owner: row["isOwner"].as_bool().unwrap_or(false),
                })
            });
            record.extra_mut().groups = groups.collect::<Outcome<_>>()?;
        }
        "userRoles" => {
            let roles = rows.iter().map(|row| {
                let role = target(tenant, row, "roleID", Type::Role, &["timePercentage"])?;
                Ok(Share {
                    role,
                    percent: row["timePercentage"].as_f64(),
                })
            });
            let roles: Vec<Share> = roles.collect::<Outcome<_>>()?;
            check_total(&roles)?;
            record.extra_mut().roles = roles;
        }
        "teams" => {
            let teams = rows
                .iter()
                .map(|row| target(tenant, row, "ID", Type::Team, &[]));
            record.extra_mut().teams = teams.collect::<Outcome<_>>()?;
        }
        _ => {
            let forms = rows
                .iter()
                .map(|row| target(tenant, row, "ID", Type::Category, &[]));
            let forms: Vec<Arc<str>> = forms.collect::<Outcome<_>>()?;
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
fn check_total(roles: &[Share]) -> Outcome<()> {
    let given: Vec<f64> = roles.iter().filter_map(|share| share.percent).collect();
    let total: f64 = given.iter().sum();
    if !given.is_empty() && (total - 100.0).abs() > 0.01 {
        return Err(ApiError::invalid("The job role percentages must total 100"));
    }
    Ok(())
}

fn target(tenant: &Tenant, row: &Value, name: &str, of: Type, more: &[&str]) -> Outcome<Arc<str>> {
    let Value::Object(fields) = row else {
        return Err(ApiError::invalid("argument type mismatch"));
    };
    let allowed = |field: &str| field == name || field == "objCode" || more.contains(&field);
    if let Some(unknown) = fields.keys().find(|field| !allowed(field)) {
        return Err(ApiError::field(format!("no such field: '{unknown}'")));
    }
    let id = row[name].as_str().unwrap_or_default();
    let found = tenant.store.entry(of, id);
    found
        .map(|(id, _)| id.clone())
        .ok_or_else(|| ApiError::parameter(name, &told(&row[name])))
}
