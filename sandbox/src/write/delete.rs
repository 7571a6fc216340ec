//! Deleting, and passing on what a user owns (docs/workfront-facts.md#deletion).

use std::sync::Arc;

use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::search::missing;
use crate::tenant::Tenant;
use crate::value::Val;

/// Where users are pointed at by what stays when they go.
const OWNERSHIPS: [(Type, &str); 3] = [
    (Type::User, "managerID"),
    (Type::Group, "businessLeaderID"),
    (Type::Team, "ownerID"),
];

/// Deletes objects.
pub fn delete(tenant: &mut Tenant, of: Type, ids: &[String], force: bool) -> Outcome<()> {
    if of == Type::User && !tenant.options.delete_allowed {
        return Err(ApiError::forbidden(
            "Users are deleted in the Adobe Admin Console",
        ));
    }
    for id in ids {
        if tenant.store.get(of, id).is_none() {
            return Err(missing(of, id));
        }
        if of == Type::User {
            let owned = owned_by(tenant, id);
            if !owned.is_empty() && !force {
                return Err(ApiError::invalid(format!(
                    "User \"{id}\" cannot be deleted since it is referenced by other objects. \
                     Please use force delete."
                )));
            }
            pass_on(tenant, owned, &Val::Null);
        }
        tenant.store.remove(of, id);
    }
    Ok(())
}

/// `PUT /user/replace?id=&replacementID=`.
pub fn replace(tenant: &mut Tenant, id: &str, replacement: &str) -> Outcome<()> {
    let user = |id: &str| {
        let found = tenant.store.entry(Type::User, id);
        found
            .map(|(id, _)| id.clone())
            .ok_or_else(|| missing(Type::User, id))
    };
    let (id, replacement) = (user(id)?, user(replacement)?);
    let mut owned = owned_by(tenant, &id);
    // Nobody becomes their own manager.
    owned.retain(|(of, object, _)| *of != Type::User || *object != replacement);
    pass_on(tenant, owned, &Val::Text(replacement));
    Ok(())
}

fn owned_by(tenant: &Tenant, user: &str) -> Vec<(Type, Arc<str>, u8)> {
    let mut owned = Vec::new();
    for (of, name) in OWNERSHIPS {
        let number = of.schema().number(name);
        for (id, record) in tenant.store.table(of) {
            if record
                .get(number)
                .as_text()
                .is_some_and(|owner| **owner == *user)
            {
                owned.push((of, id.clone(), number));
            }
        }
    }
    owned
}

fn pass_on(tenant: &mut Tenant, owned: Vec<(Type, Arc<str>, u8)>, to: &Val) {
    for (of, id, number) in owned {
        let Some(record) = tenant.store.get(of, &id) else {
            continue;
        };
        let mut record = record.clone();
        record.set(number, to.clone());
        tenant.store.put(of, &id, record);
    }
}
