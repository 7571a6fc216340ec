//! The rules of users (docs/workfront-facts.md#users).

use std::sync::Arc;

use serde_json::Value;

use super::approval;
use super::fields::Fields;
use super::parse::display;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::store::Record;
use crate::tenant::{Caller, Tenant};
use crate::value::Val;

fn number(name: &str) -> u8 {
    Type::User.schema().number(name)
}

fn text<'record>(record: &'record Record, name: &str) -> Option<&'record str> {
    record.get(number(name)).as_text().map(|text| &**text)
}

/// Checks a new user, and sets the fields that the server sets.
pub fn check_new(
    tenant: &mut Tenant,
    caller: &Caller,
    id: &Arc<str>,
    record: &mut Record,
    fields: &Fields,
) -> ApiResult<()> {
    split_name(record, fields);
    if text(record, "username").is_none() {
        let email = record.get(number("emailAddr")).clone();
        record.set(number("username"), email);
    }
    if text(record, "emailAddr").is_none() && tenant.options.required_on_create.is_empty() {
        let username = record.get(number("username")).clone();
        record.set(number("emailAddr"), username);
    }
    let required = tenant.options.required_on_create.iter();
    let missing: Vec<&str> = required
        .map(String::as_str)
        .filter(|name| match *name {
            "password" => record.extra().is_none_or(|extra| extra.password.is_none()),
            name => record.get(number(name)).is_null(),
        })
        .collect();
    if !missing.is_empty() {
        return Err(ApiError::invalid(format!(
            "{} is required",
            missing.join(", ")
        )));
    }
    check_common(tenant, id, record, None)?;
    check_level(tenant, record, None)?;
    // The default home group is the caller's (docs/workfront-facts.md#home-group).
    let caller_record = tenant
        .store
        .get(Type::User, &caller.user)
        .cloned()
        .unwrap_or_default();
    if record.get(number("homeGroupID")).is_null() {
        record.set(
            number("homeGroupID"),
            caller_record.get(number("homeGroupID")).clone(),
        );
    }
    let active = !matches!(record.get(number("isActive")), Val::Bool(false));
    record.set(
        number("isActive"),
        Val::Bool(active && !tenant.options.pending_approval),
    );
    if tenant.options.pending_approval {
        let approval = approval::request(tenant, caller, id);
        record.set(number("userApprovalID"), Val::Text(approval));
    }
    Ok(())
}

/// Checks a changed user, and sets the fields that the server sets.
pub fn check_changed(
    tenant: &Tenant,
    caller: &Caller,
    id: &str,
    before: &Record,
    record: &mut Record,
    fields: &Fields,
) -> ApiResult<()> {
    let (email, username) = (text(before, "emailAddr"), text(before, "username"));
    if text(record, "emailAddr") != email && !tenant.options.email_editable {
        if !tenant.options.email_ignored {
            return Err(ApiError::forbidden(
                "emailAddr is managed in the Adobe Admin Console",
            ));
        }
        record.set(number("emailAddr"), before.get(number("emailAddr")).clone());
    }
    // The username changes too only if it was equal and is not sent (docs/workfront-facts.md#e-mail-and-username).
    if email == username && !fields.contains_key("username") {
        record.set(number("username"), record.get(number("emailAddr")).clone());
    }
    if ["firstName", "lastName"]
        .iter()
        .all(|name| !fields.contains_key(*name))
    {
        split_name(record, fields);
    }
    for name in ["emailAddr", "username", "lastName", "homeGroupID"] {
        if record.get(number(name)).is_null() && !before.get(number(name)).is_null() {
            return Err(ApiError::invalid(format!("{name} is required")));
        }
    }
    check_common(tenant, id, record, Some(before))?;
    check_level(tenant, record, Some(before))?;
    if record
        .get(number("managerID"))
        .as_text()
        .is_some_and(|manager| **manager == *id)
    {
        return Err(ApiError::parameter("managerID", id));
    }
    let was_active = before.get(number("isActive")).is_true();
    let is_active = record.get(number("isActive")).is_true();
    if was_active && !is_active {
        record.set(number("actualDeactivationDate"), Val::Date(caller.now_ms));
    }
    if !was_active && is_active {
        let pending = tenant.store.node(Type::User, id).is_some_and(|node| {
            let approval = node.read_named(&tenant.store, "userApprovalID");
            let approval = approval
                .as_text()
                .and_then(|id| tenant.store.get(Type::UserApproval, id));
            approval.is_some_and(approval::is_pending)
        });
        if pending {
            return Err(ApiError::forbidden("The user is pending approval"));
        }
        if tenant.options.reactivation_needs_access_level && !fields.contains_key("accessLevelID") {
            return Err(ApiError::invalid(
                "accessLevelID is required to reactivate a user",
            ));
        }
        record.set(number("actualDeactivationDate"), Val::Null);
    }
    Ok(())
}

fn split_name(record: &mut Record, fields: &Fields) {
    let Some(name) = fields.get("name").and_then(Value::as_str) else {
        return;
    };
    let (first, last) = name.trim().rsplit_once(' ').unwrap_or(("", name.trim()));
    for (field, part) in [("firstName", first), ("lastName", last)] {
        if !fields.contains_key(field) && !part.is_empty() {
            record.set(number(field), Val::text(part));
        }
    }
}

fn check_common(
    tenant: &Tenant,
    id: &str,
    record: &Record,
    before: Option<&Record>,
) -> ApiResult<()> {
    for (field, label) in [("emailAddr", "email address"), ("username", "username")] {
        let Some(value) = text(record, field) else {
            continue;
        };
        if before.is_some_and(|before| text(before, field) == Some(value)) {
            continue;
        }
        if tenant.store.is_taken(field, value, id) {
            return Err(ApiError::invalid(format!(
                "A user with the {label} \"{value}\" already exists"
            )));
        }
    }
    let email = text(record, "emailAddr").unwrap_or_default();
    let is_address = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !email.contains(char::is_whitespace)
    });
    if !email.is_empty() && !is_address {
        return Err(ApiError::parameter("emailAddr", email));
    }
    if let Some(country) = text(record, "country") {
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_code {
            return Err(ApiError::parameter("country", country));
        }
    }
    for name in ["fte", "workTime"] {
        let Val::Double(value) = *record.get(number(name)) else {
            continue;
        };
        if !(value > 0.0 && value <= 1.0) {
            return Err(ApiError::parameter(name, &display(&Value::from(value))));
        }
    }
    Ok(())
}

/// Administrators are created only in the Admin Console (docs/workfront-facts.md#admin-console).
fn check_level(tenant: &Tenant, record: &Record, before: Option<&Record>) -> ApiResult<()> {
    let level = record.get(number("accessLevelID"));
    let changed = before.is_none_or(|before| before.get(number("accessLevelID")) != level);
    if !changed || tenant.options.admin_grantable {
        return Ok(());
    }
    let is_admin = |level: &Val| {
        let level = level
            .as_text()
            .and_then(|id| tenant.store.node(Type::AccessLevel, id));
        level.is_some_and(|level| level.read_named(&tenant.store, "isAdmin").is_true())
    };
    let was_admin = before.is_some_and(|before| is_admin(before.get(number("accessLevelID"))));
    if is_admin(level) || was_admin {
        return Err(ApiError::forbidden(
            "System administrator rights are managed in the Adobe Admin Console",
        ));
    }
    Ok(())
}
