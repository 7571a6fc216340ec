//! Runs one API call in a transaction: a batch, or a single call.

use serde_json::Value;

use crate::api::call::Call;
use crate::error::ApiResult;
use crate::tenant::{Caller, Tenant};
use crate::{batch, route};

/// Runs a call. Its writes are committed if it succeeds, and rolled back if it fails.
pub fn handle(tenant: &mut Tenant, caller: &Caller, call: Call) -> ApiResult<Value> {
    tenant.store.begin();
    let outcome = if batch::is_batch(&call.segments) {
        batch::run(tenant, caller, call)
    } else {
        route::run(tenant, caller, call)
    };
    let commits = outcome
        .as_ref()
        .map_or_else(|error| error.keeps_writes, |_| true);
    if commits {
        tenant.commit();
    } else {
        tenant.store.rollback();
    }
    outcome
}
