//! Actions, which are PUT requests (docs/workfront-facts.md#user-operations), and the session.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::version::Version;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::store::GroupMembership;
use crate::tenant::{Caller, Tenant, not_found};
use crate::value::Val;
use crate::write;

const ACTIONS: [(Type, &[&str]); 4] = [
    (
        Type::User,
        &[
            "replace",
            "generateApiKey",
            "getApiKey",
            "clearApiKey",
            "clearAllApiKeys",
            "sendInvitationEmail",
            "isUserAdmin",
            "hasAnyAccess",
        ],
    ),
    (Type::UserApproval, &["approve", "reject"]),
    (Type::Group, &["updateMembersList"]),
    (Type::Category, &["assignCategories", "assignCategory"]),
];

/// Whether an object type has an action.
pub fn is_supported(object_type: Type, action: &str) -> bool {
    ACTIONS
        .iter()
        .any(|(known, actions)| *known == object_type && actions.contains(&action))
}

/// Runs an action.
pub fn run(
    tenant: &mut Tenant,
    caller: &Caller,
    mut call: Call,
    object_type: Type,
    id: Option<&str>,
    action: &str,
) -> ApiResult<Value> {
    if !is_supported(object_type, action) {
        let label = object_type.schema().label;
        return Err(ApiError::field(format!(
            "{label} does not support action {action}"
        )));
    }
    body_to_parameters(&mut call)?;
    let id = id
        .map(str::to_owned)
        .or_else(|| call.take("ID"))
        .or_else(|| call.take("id"));
    let require = |id: Option<String>| id.ok_or_else(|| ApiError::invalid("ID is required"));
    let result = match action {
        "replace" => {
            let replacement = call.take("replacementID");
            let replacement =
                replacement.ok_or_else(|| ApiError::invalid("replacementID is required"))?;
            write::replace(tenant, &require(id)?, &replacement)?;
            Value::from("")
        }
        "generateApiKey" => api_key(tenant, caller, KeyChange::Generate),
        "getApiKey" => api_key(tenant, caller, KeyChange::None),
        "clearApiKey" | "clearAllApiKeys" => api_key(tenant, caller, KeyChange::Clear),
        "sendInvitationEmail" => {
            let id = require(id)?;
            tenant
                .store
                .get(Type::User, &id)
                .ok_or_else(|| not_found(object_type, &id))?;
            Value::from("")
        }
        "isUserAdmin" => {
            let id = call.take("userID").or(id);
            Value::from(tenant.is_admin(&require(id)?))
        }
        "hasAnyAccess" => Value::from(true),
        "approve" | "reject" => {
            let users = call.take_ids("userIDs");
            if users.is_empty() {
                return Err(ApiError::invalid("userIDs is required"));
            }
            write::approve(tenant, caller, &users, action == "approve")?;
            Value::from("")
        }
        "updateMembersList" => {
            let group = require(id)?;
            let (added, removed) = (
                call.take_ids("newMemberIDs"),
                call.take_ids("removedMemberIDs"),
            );
            update_members(tenant, &group, &added, &removed)?;
            Value::from("")
        }
        _ => {
            let user = call.take("objID");
            let forms = [call.take_ids("categoryIDs"), call.take_ids("categoryID")].concat();
            call.take("objCode");
            assign_forms(tenant, &require(user)?, &forms)?;
            Value::from("")
        }
    };
    if let Some((name, _)) = call.rest().next() {
        return Err(ApiError::field(format!(
            "action {action} does not support argument named {name}"
        )));
    }
    Ok(json!({"data": {"result": result}}))
}

/// Adds the fields of a JSON body to the parameters.
fn body_to_parameters(call: &mut Call) -> ApiResult<()> {
    match call.body.take() {
        None => Ok(()),
        Some(Value::Object(arguments)) => {
            for (name, value) in arguments {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                call.form.push((name, text));
            }
            Ok(())
        }
        Some(_) => Err(ApiError::invalid("argument type mismatch")),
    }
}

enum KeyChange {
    None,
    Generate,
    Clear,
}

fn api_key(tenant: &mut Tenant, caller: &Caller, change: KeyChange) -> Value {
    let Some(record) = tenant.store.get(Type::User, &caller.user) else {
        return Value::from("");
    };
    let mut record = record.clone();
    match change {
        KeyChange::None => {}
        KeyChange::Clear => record.extra_mut().api_key = None,
        KeyChange::Generate => {
            let new_key = tenant.store.new_id();
            record.extra_mut().api_key = Some(new_key);
        }
    }
    let api_key = record.extra().and_then(|extra| extra.api_key.clone());
    tenant.store.insert(Type::User, &caller.user, record);
    // An empty string if there is no key (docs/workfront-facts.md#api-keys).
    Value::from(api_key.as_deref().unwrap_or_default())
}

fn update_members(
    tenant: &mut Tenant,
    group: &str,
    added: &[String],
    removed: &[String],
) -> ApiResult<()> {
    let group = tenant
        .store
        .entry(Type::Group, group)
        .map(|(id, _)| id.clone());
    let group: Arc<str> = group.ok_or_else(|| ApiError::invalid("ID is required"))?;
    for (users, is_added) in [(added, true), (removed, false)] {
        for id in users {
            let found = tenant.store.entry(Type::User, id);
            let (id, record) = found.ok_or_else(|| not_found(Type::User, id))?;
            let (id, mut record) = (id.clone(), record.clone());
            let groups = &mut record.extra_mut().groups;
            groups.retain(|row| row.group != group);
            if is_added {
                groups.push(GroupMembership {
                    group: group.clone(),
                    is_owner: false,
                });
            }
            tenant.store.insert(Type::User, &id, record);
        }
    }
    Ok(())
}

fn assign_forms(tenant: &mut Tenant, user: &str, forms: &[String]) -> ApiResult<()> {
    let found = tenant.store.entry(Type::User, user);
    let (id, record) = found.ok_or_else(|| not_found(Type::User, user))?;
    let (id, mut record) = (id.clone(), record.clone());
    for form in forms {
        let found = tenant.store.entry(Type::Category, form);
        let (form, _) = found.ok_or_else(|| not_found(Type::Category, form))?;
        let first = Type::User.schema().number("categoryID");
        if record.get(first).is_null() {
            record.set(first, Val::Text(form.clone()));
        }
        if !record.extra_mut().categories.contains(form) {
            record.extra_mut().categories.push(form.clone());
        }
    }
    tenant.store.insert(Type::User, &id, record);
    Ok(())
}

/// `GET /session` (docs/workfront-facts.md#sessions). The session's ID is not returned again.
pub fn session(tenant: &Tenant, caller: &Caller, call: &Call) -> ApiResult<Value> {
    if call.method != "GET" {
        return Err(ApiError::unsupported(format!(
            "unsupported method: {}",
            call.method
        )));
    }
    let user = tenant.store.node(Type::User, &caller.user);
    let read = |name: &str| {
        user.as_ref().map_or(Value::Null, |user| {
            tenant.json(&user.read_named(&tenant.store, name))
        })
    };
    let version = match call.version {
        Version::Numbered(number) => format!("v{number}.0"),
        _ => "api-internal".into(),
    };
    Ok(json!({"data": {
        "userID": &*caller.user,
        "isAdmin": tenant.is_admin(&caller.user),
        "customerID": &*tenant.store.customer,
        "tenantID": &*tenant.store.customer,
        "locale": "en_US",
        "timeZone": read("timeZone"),
        "versionInformation": {
            "currentAPIVersion": format!("{}", tenant.options.max_version),
            "apiVersion": version,
        },
    }}))
}
