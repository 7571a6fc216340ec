//! What PUT does besides updating (docs/workfront-facts.md#user-operations), and the session.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::api::version::Version;
use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::store::Membership;
use crate::tenant::{Caller, Tenant};
use crate::value::Val;
use crate::{search, write};

const KNOWN: [(Type, &[&str]); 4] = [
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
pub fn knows(of: Type, action: &str) -> bool {
    KNOWN
        .iter()
        .any(|(known, actions)| *known == of && actions.contains(&action))
}

/// Runs an action.
pub fn run(
    tenant: &mut Tenant,
    caller: &Caller,
    mut call: Call,
    of: Type,
    id: Option<&str>,
    action: &str,
) -> Outcome<Value> {
    if !knows(of, action) {
        let label = of.schema().label;
        return Err(ApiError::field(format!(
            "{label} does not support action {action}"
        )));
    }
    spread_body(&mut call)?;
    let own = id
        .map(str::to_owned)
        .or_else(|| call.take("ID"))
        .or_else(|| call.take("id"));
    let need = |own: Option<String>| own.ok_or_else(|| ApiError::invalid("ID is required"));
    let result = match action {
        "replace" => {
            let to = call.take("replacementID");
            let to = to.ok_or_else(|| ApiError::invalid("replacementID is required"))?;
            write::replace(tenant, &need(own)?, &to)?;
            Value::from("")
        }
        "generateApiKey" => key(tenant, caller, KeyChange::Generate),
        "getApiKey" => key(tenant, caller, KeyChange::None),
        "clearApiKey" | "clearAllApiKeys" => key(tenant, caller, KeyChange::Clear),
        "sendInvitationEmail" => {
            let id = need(own)?;
            tenant
                .store
                .get(Type::User, &id)
                .ok_or_else(|| search::missing(of, &id))?;
            Value::from("")
        }
        "isUserAdmin" => {
            let id = call.take("userID").or(own);
            Value::from(tenant.is_admin(&need(id)?))
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
            let group = need(own)?;
            let (added, removed) = (
                call.take_ids("newMemberIDs"),
                call.take_ids("removedMemberIDs"),
            );
            members(tenant, &group, &added, &removed)?;
            Value::from("")
        }
        _ => {
            let user = call.take("objID");
            let forms = [call.take_ids("categoryIDs"), call.take_ids("categoryID")].concat();
            call.take("objCode");
            assign(tenant, &need(user)?, &forms)?;
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

/// A JSON body holds arguments too.
fn spread_body(call: &mut Call) -> Outcome<()> {
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

fn key(tenant: &mut Tenant, caller: &Caller, change: KeyChange) -> Value {
    let Some(record) = tenant.store.get(Type::User, &caller.user) else {
        return Value::from("");
    };
    let mut record = record.clone();
    match change {
        KeyChange::None => {}
        KeyChange::Clear => record.extra_mut().api_key = None,
        KeyChange::Generate => {
            let fresh = tenant.store.new_id();
            record.extra_mut().api_key = Some(fresh);
        }
    }
    let key = record.extra().and_then(|extra| extra.api_key.clone());
    tenant.store.put(Type::User, &caller.user, record);
    // An empty text where there is none (docs/workfront-facts.md#api-keys).
    Value::from(key.as_deref().unwrap_or_default())
}

fn members(tenant: &mut Tenant, group: &str, added: &[String], removed: &[String]) -> Outcome<()> {
    let group = tenant
        .store
        .entry(Type::Group, group)
        .map(|(id, _)| id.clone());
    let group: Arc<str> = group.ok_or_else(|| ApiError::invalid("ID is required"))?;
    for (users, join) in [(added, true), (removed, false)] {
        for id in users {
            let found = tenant.store.entry(Type::User, id);
            let (id, record) = found.ok_or_else(|| search::missing(Type::User, id))?;
            let (id, mut record) = (id.clone(), record.clone());
            let groups = &mut record.extra_mut().groups;
            groups.retain(|row| row.group != group);
            if join {
                groups.push(Membership {
                    group: group.clone(),
                    is_owner: false,
                });
            }
            tenant.store.put(Type::User, &id, record);
        }
    }
    Ok(())
}

fn assign(tenant: &mut Tenant, user: &str, forms: &[String]) -> Outcome<()> {
    let found = tenant.store.entry(Type::User, user);
    let (id, record) = found.ok_or_else(|| search::missing(Type::User, user))?;
    let (id, mut record) = (id.clone(), record.clone());
    for form in forms {
        let found = tenant.store.entry(Type::Category, form);
        let (form, _) = found.ok_or_else(|| search::missing(Type::Category, form))?;
        let first = Type::User.schema().number("categoryID");
        if record.get(first).is_null() {
            record.set(first, Val::Text(form.clone()));
        }
        if !record.extra_mut().categories.contains(form) {
            record.extra_mut().categories.push(form.clone());
        }
    }
    tenant.store.put(Type::User, &id, record);
    Ok(())
}

/// `GET /session` (docs/workfront-facts.md#sessions); the session's own ID is not told again.
pub fn session(tenant: &Tenant, caller: &Caller, call: &Call) -> Outcome<Value> {
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
