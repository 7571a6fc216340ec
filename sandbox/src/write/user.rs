//! The rules of users (docs/workfront-facts.md#users).

use serde_json::Value;

use super::Fields;
use super::value::told;
use crate::error::{ApiError, Outcome};
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

/// The rules for a new user, with what the server fills in.
pub fn check_new(
    tenant: &mut Tenant,
    caller: &Caller,
    id: &std::sync::Arc<str>,
    record: &mut Record,
    fields: &Fields,
) -> Outcome<()> {
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
    // The home group is the caller's where none is given (docs/workfront-facts.md#home-group).
    let own = tenant
        .store
        .get(Type::User, &caller.user)
        .cloned()
        .unwrap_or_default();
    if record.get(number("homeGroupID")).is_null() {
        record.set(
            number("homeGroupID"),
            own.get(number("homeGroupID")).clone(),
        );
    }
    let active = !matches!(record.get(number("isActive")), Val::Bool(false));
    record.set(
        number("isActive"),
        Val::Bool(active && !tenant.options.pending_approval),
    );
    if tenant.options.pending_approval {
        let schema = Type::UserApproval.schema();
        let approval = tenant.store.new_id();
        let mut request = Record::default();
        request.set(schema.number("requestedDate"), Val::Date(caller.now_ms));
        request.set(schema.number("requestorID"), Val::Text(caller.user.clone()));
        // The values of `status` are not documented (docs/workfront-facts.md#user-approvals).
        request.set(schema.number("status"), Val::text("PENDING"));
        request.set(schema.number("userID"), Val::Text(id.clone()));
        tenant.store.put(Type::UserApproval, &approval, request);
        record.set(number("userApprovalID"), Val::Text(approval));
    }
    Ok(())
}

/// The rules for a changed user.
pub fn check_changed(
    tenant: &Tenant,
    caller: &Caller,
    id: &str,
    before: &Record,
    record: &mut Record,
    fields: &Fields,
) -> Outcome<()> {
    let (email, username) = (text(before, "emailAddr"), text(before, "username"));
    if text(record, "emailAddr") != email && !tenant.options.email_editable {
        if !tenant.options.email_ignored {
            return Err(ApiError::forbidden(
                "emailAddr is managed in the Adobe Admin Console",
            ));
        }
        record.set(number("emailAddr"), before.get(number("emailAddr")).clone());
    }
    // The username follows only where it was equal and is not sent (docs/workfront-facts.md#e-mail-and-username).
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
            approval.is_some_and(is_pending)
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

/// Whether an approval still waits.
fn is_pending(approval: &Record) -> bool {
    let status = approval.get(Type::UserApproval.schema().number("status"));
    status
        .as_text()
        .is_some_and(|status| **status == *"PENDING")
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
) -> Outcome<()> {
    for (field, what) in [("emailAddr", "email address"), ("username", "username")] {
        let Some(given) = text(record, field) else {
            continue;
        };
        if before.is_some_and(|before| text(before, field) == Some(given)) {
            continue;
        }
        if tenant.store.is_taken(field, given, id) {
            return Err(ApiError::invalid(format!(
                "A user with the {what} \"{given}\" already exists"
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
        let Val::Double(share) = *record.get(number(name)) else {
            continue;
        };
        if !(share > 0.0 && share <= 1.0) {
            return Err(ApiError::parameter(name, &told(&Value::from(share))));
        }
    }
    Ok(())
}

/// Administrators are made in the Admin Console only (docs/workfront-facts.md#admin-console).
fn check_level(tenant: &Tenant, record: &Record, before: Option<&Record>) -> Outcome<()> {
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

/// `PUT /userapproval/approve` and `/reject` (docs/workfront-facts.md#user-approvals); a rejection deletes the user.
pub fn approve(tenant: &mut Tenant, caller: &Caller, users: &[String], yes: bool) -> Outcome<()> {
    for id in users {
        let approval = tenant.store.get(Type::User, id);
        let approval =
            approval.and_then(|user| user.get(number("userApprovalID")).as_text().cloned());
        let Some(approval) = approval else {
            return Err(ApiError::not_found(format!(
                "UserApproval with userID value \"{id}\" not found"
            )));
        };
        decide(
            tenant,
            &caller.user.clone(),
            &approval,
            id,
            yes,
            caller.now_ms,
        );
    }
    Ok(())
}

fn decide(
    tenant: &mut Tenant,
    approver: &std::sync::Arc<str>,
    approval: &std::sync::Arc<str>,
    user: &str,
    yes: bool,
    now_ms: i64,
) {
    let schema = Type::UserApproval.schema();
    let Some(request) = tenant.store.get(Type::UserApproval, approval) else {
        return;
    };
    if !is_pending(request) {
        return;
    }
    let mut request = request.clone();
    request.set(
        schema.number("status"),
        Val::text(if yes { "APPROVED" } else { "REJECTED" }),
    );
    request.set(schema.number("approverID"), Val::Text(approver.clone()));
    tenant.store.put(Type::UserApproval, approval, request);
    if !yes {
        tenant.store.remove(Type::User, user);
        return;
    }
    let Some((id, record)) = tenant.store.entry(Type::User, user) else {
        return;
    };
    let (id, mut record) = (id.clone(), record.clone());
    record.set(number("isActive"), Val::Bool(true));
    record.set(number("lastUpdateDate"), Val::Date(now_ms));
    tenant.store.put(Type::User, &id, record);
}

/// Lets pending users become active whose time has come (docs/workfront-facts.md#pending-users).
pub fn settle(tenant: &mut Tenant, now_ms: i64) {
    let Some(after) = tenant.options.pending_clears_after_ms else {
        return;
    };
    let schema = Type::UserApproval.schema();
    let due = tenant
        .store
        .table(Type::UserApproval)
        .iter()
        .filter(|(_, approval)| {
            let Val::Date(since) = approval.get(schema.number("requestedDate")) else {
                return false;
            };
            is_pending(approval) && now_ms as f64 >= *since as f64 + after
        });
    let due: Vec<_> = due
        .filter_map(|(id, approval)| {
            Some((
                id.clone(),
                approval.get(schema.number("userID")).as_text()?.clone(),
            ))
        })
        .collect();
    let admin = tenant.store.admin.clone();
    for (approval, user) in due {
        decide(tenant, &admin, &approval, &user, true, now_ms);
    }
}
