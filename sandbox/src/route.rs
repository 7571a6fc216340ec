//! From a path to what it does (docs/workfront-facts.md#paths).

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::options::CountShape;
use crate::search;
use crate::tenant::{Caller, Tenant};
use crate::{actions, batch, metadata, write};

/// The longest query that a search may still carry in its path.
const MOST_SEGMENTS: usize = 3;

/// Does what a call asks for.
pub fn handle(tenant: &mut Tenant, caller: &Caller, call: Call) -> Outcome<Value> {
    let outermost = tenant.store.begin();
    let outcome = dispatch(tenant, caller, call);
    if outermost {
        let keeps = outcome
            .as_ref()
            .map_or_else(|error| error.keeps_writes, |_| true);
        if keeps {
            tenant.keep();
        } else {
            tenant.store.rollback();
        }
    }
    outcome
}

fn dispatch(tenant: &mut Tenant, caller: &Caller, mut call: Call) -> Outcome<Value> {
    // Credentials in the query have done their work.
    for name in ["sessionID", "apiKey"] {
        call.query.retain(|(known, _)| known != name);
    }
    if call.form.iter().any(|(name, _)| name == "apiKey") {
        // docs/workfront-facts.md#api-keys: measured.
        return Err(ApiError::authentication("You are not currently logged in."));
    }
    if call.segments.len() > MOST_SEGMENTS {
        return Err(too_many_parts());
    }
    let segments = call.segments.clone();
    let [object, rest @ ..] = segments.as_slice() else {
        return Err(ApiError::bad_uri("unrecognized URI format: no object"));
    };
    match (object.to_ascii_lowercase().as_str(), rest) {
        ("batch", []) => return batch::handle(tenant, caller, call),
        ("session", []) => return actions::session(tenant, caller, &call),
        ("metadata", []) => return metadata::all(&call),
        _ => {}
    }
    let of = Type::named(object)
        .ok_or_else(|| ApiError::invalid(format!("Unknown object type: {object}")))?;
    if !of.schema().top_level {
        return Err(ApiError::invalid(format!(
            "{} is not a top level object and can't be requested directly in internal",
            of.schema().code
        )));
    }
    match (call.method.as_str(), rest) {
        ("GET", [what]) if what == "search" => search::search(tenant, caller, &mut call, of),
        ("GET", [what]) if what == "count" => {
            let count = search::count(tenant, caller, &mut call, of)?;
            Ok(match tenant.options.count_shape {
                CountShape::Data => json!({"data": {"count": count}}),
                CountShape::Bare => json!({"count": count}),
            })
        }
        ("GET", [what]) if what == "metadata" => metadata::one(&call, of),
        ("GET", [what]) if is_named_query(of, what) => named_query(tenant, caller, call, of),
        ("GET", []) => {
            let ids = [call.take_ids("id"), call.take_ids("ID")].concat();
            if ids.is_empty() {
                return Err(ApiError::unsupported("id is required"));
            }
            search::several(tenant, &mut call, of, &ids)
        }
        ("GET", [id]) => search::one(tenant, &mut call, of, id),
        ("POST", []) => write::create(tenant, caller, &mut call, of),
        ("PUT", []) => match call.take("action") {
            Some(action) => actions::run(tenant, caller, call, of, None, &action),
            None => write::update_many(tenant, caller, &mut call, of),
        },
        ("PUT", [id]) if actions::knows(of, id) => actions::run(tenant, caller, call, of, None, id),
        ("PUT", [id]) => match call.take("action") {
            Some(action) => actions::run(tenant, caller, call, of, Some(id), &action),
            None => write::update(tenant, caller, &mut call, of, id),
        },
        ("PUT", [id, action]) => actions::run(tenant, caller, call, of, Some(id), action),
        ("DELETE", []) => {
            let ids = [call.take_ids("id"), call.take_ids("ID")].concat();
            remove(tenant, &mut call, of, &ids)
        }
        ("DELETE", [id]) => remove(tenant, &mut call, of, std::slice::from_ref(id)),
        // Actions are PUT (docs/workfront-facts.md#methods).
        ("POST", [_, _]) => Err(too_many_parts()),
        (method, _) => Err(ApiError::unsupported(format!(
            "unsupported method: {method}"
        ))),
    }
}

fn too_many_parts() -> ApiError {
    ApiError::bad_uri("unrecognized URI format: too many parts")
}

fn remove(tenant: &mut Tenant, call: &mut Call, of: Type, ids: &[String]) -> Outcome<Value> {
    if ids.is_empty() {
        return Err(ApiError::unsupported("id is required"));
    }
    let force = call.take_flag("force");
    write::delete(tenant, of, ids, force)?;
    Ok(json!({"data": {"success": true}}))
}

fn is_named_query(of: Type, name: &str) -> bool {
    matches!(
        (of, name),
        (Type::User, "userAdmins") | (Type::Schedule, "defaultSchedule")
    )
}

fn named_query(tenant: &Tenant, caller: &Caller, mut call: Call, of: Type) -> Outcome<Value> {
    let field = if of == Type::User {
        "isAdmin"
    } else {
        "isDefault"
    };
    call.query.push((field.to_owned(), "true".to_owned()));
    search::search(tenant, caller, &mut call, of)
}
