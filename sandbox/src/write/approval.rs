//! Approval of new users (docs/workfront-facts.md#user-approvals).

use std::sync::Arc;

use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::store::Record;
use crate::tenant::{Caller, Tenant};
use crate::value::Val;

/// Inserts the pending approval of a new user, and returns its ID.
pub fn request(tenant: &mut Tenant, caller: &Caller, user: &Arc<str>) -> Arc<str> {
    let schema = Type::UserApproval.schema();
    let id = tenant.store.new_id();
    let mut approval = Record::default();
    approval.set(schema.number("requestedDate"), Val::Date(caller.now_ms));
    approval.set(schema.number("requestorID"), Val::Text(caller.user.clone()));
    // The values of `status` are not documented (docs/workfront-facts.md#user-approvals).
    approval.set(schema.number("status"), Val::text("PENDING"));
    approval.set(schema.number("userID"), Val::Text(user.clone()));
    tenant.store.insert(Type::UserApproval, &id, approval);
    id
}

/// Whether an approval is pending.
pub fn is_pending(approval: &Record) -> bool {
    let status = approval.get(Type::UserApproval.schema().number("status"));
    status
        .as_text()
        .is_some_and(|status| **status == *"PENDING")
}

/// `PUT /userapproval/approve` and `/reject` (docs/workfront-facts.md#user-approvals). A rejection deletes the user.
pub fn approve(
    tenant: &mut Tenant,
    caller: &Caller,
    users: &[String],
    approved: bool,
) -> ApiResult<()> {
    let number = Type::User.schema().number("userApprovalID");
    for id in users {
        let user = tenant.store.get(Type::User, id);
        let approval = user.and_then(|user| user.get(number).as_text().cloned());
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
            approved,
            caller.now_ms,
        );
    }
    Ok(())
}

/// Approves or rejects a pending approval; does nothing if it is not pending.
fn decide(
    tenant: &mut Tenant,
    approver: &Arc<str>,
    approval: &Arc<str>,
    user: &str,
    approved: bool,
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
        Val::text(if approved { "APPROVED" } else { "REJECTED" }),
    );
    request.set(schema.number("approverID"), Val::Text(approver.clone()));
    tenant.store.insert(Type::UserApproval, approval, request);
    if !approved {
        tenant.store.remove(Type::User, user);
        return;
    }
    let schema = Type::User.schema();
    let Some((id, record)) = tenant.store.entry(Type::User, user) else {
        return;
    };
    let (id, mut record) = (id.clone(), record.clone());
    record.set(schema.number("isActive"), Val::Bool(true));
    record.set(schema.number("lastUpdateDate"), Val::Date(now_ms));
    tenant.store.insert(Type::User, &id, record);
}

/// Activates pending users whose waiting time is over (docs/workfront-facts.md#pending-users).
pub fn activate_due(tenant: &mut Tenant, now_ms: i64) {
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
