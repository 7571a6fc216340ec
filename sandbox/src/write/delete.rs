//! Deleting objects, and transferring what a user owns (docs/workfront-facts.md#deletion).

use std::sync::Arc;

use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::tenant::{Tenant, not_found};
use crate::value::Val;

/// The fields of other objects that refer to a user.
const OWNER_FIELDS: [(Type, &str); 3] = [
    (Type::User, "managerID"),
    (Type::Group, "businessLeaderID"),
    (Type::Team, "ownerID"),
];

/// Deletes objects.
pub fn delete(
    tenant: &mut Tenant,
    object_type: Type,
    ids: &[String],
    force: bool,
) -> ApiResult<()> {
    if object_type == Type::User && !tenant.options.delete_allowed {
        return Err(ApiError::forbidden(
            "Users are deleted in the Adobe Admin Console",
        ));
    }
    for id in ids {
        if tenant.store.get(object_type, id).is_none() {
            return Err(not_found(object_type, id));
        }
        if object_type == Type::User {
            let owned = owned_by(tenant, id);
            if !owned.is_empty() && !force {
                return Err(ApiError::invalid(format!(
                    "User \"{id}\" cannot be deleted since it is referenced by other objects. \
                     Please use force delete."
                )));
            }
            transfer(tenant, owned, &Val::Null);
        }
        tenant.store.remove(object_type, id);
    }
    Ok(())
}

/// `PUT /user/replace?id=&replacementID=`.
pub fn replace(tenant: &mut Tenant, id: &str, replacement: &str) -> ApiResult<()> {
    let user = |id: &str| {
        let found = tenant.store.entry(Type::User, id);
        found
            .map(|(id, _)| id.clone())
            .ok_or_else(|| not_found(Type::User, id))
    };
    let (id, replacement) = (user(id)?, user(replacement)?);
    let mut owned = owned_by(tenant, &id);
    // A user must not become their own manager.
    owned.retain(|(object_type, object, _)| *object_type != Type::User || *object != replacement);
    transfer(tenant, owned, &Val::Text(replacement));
    Ok(())
}

fn owned_by(tenant: &Tenant, user: &str) -> Vec<(Type, Arc<str>, u8)> {
    let mut owned = Vec::new();
    for (object_type, name) in OWNER_FIELDS {
        let number = object_type.schema().number(name);
        for (id, record) in tenant.store.table(object_type) {
            if record
                .get(number)
                .as_text()
                .is_some_and(|owner| **owner == *user)
            {
                owned.push((object_type, id.clone(), number));
            }
        }
    }
    owned
}

fn transfer(tenant: &mut Tenant, owned: Vec<(Type, Arc<str>, u8)>, to: &Val) {
    for (object_type, id, number) in owned {
        let Some(record) = tenant.store.get(object_type, &id) else {
            continue;
        };
        let mut record = record.clone();
        record.set(number, to.clone());
        tenant.store.insert(object_type, &id, record);
    }
}
