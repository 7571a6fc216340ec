//! The routes: which function handles which path (docs/workfront-facts.md#paths).

use serde_json::{Value, json};

use crate::api::call::Call;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::options::CountShape;
use crate::search;
use crate::tenant::{Caller, Tenant};
use crate::{actions, metadata, write};

/// The maximum number of path segments below the version.
const MAX_SEGMENTS: usize = 3;

/// Runs a call on one object type.
pub fn run(tenant: &mut Tenant, caller: &Caller, mut call: Call) -> ApiResult<Value> {
    drop_credentials(&mut call)?;
    if call.segments.len() > MAX_SEGMENTS {
        return Err(too_many_parts());
    }
    let segments = call.segments.clone();
    let [object, rest @ ..] = segments.as_slice() else {
        return Err(ApiError::bad_uri("unrecognized URI format: no object"));
    };
    match (object.to_ascii_lowercase().as_str(), rest) {
        ("session", []) => return actions::session(tenant, caller, &call),
        ("metadata", []) => return Ok(metadata::all()),
        _ => {}
    }
    let object_type = Type::from_segment(object)
        .ok_or_else(|| ApiError::invalid(format!("Unknown object type: {object}")))?;
    if !object_type.schema().top_level {
        return Err(ApiError::invalid(format!(
            "{} is not a top level object and can't be requested directly in internal",
            object_type.schema().code
        )));
    }
    match (call.method.as_str(), rest) {
        ("GET", [name]) if name == "search" => {
            search::search(tenant, caller, &mut call, object_type)
        }
        ("GET", [name]) if name == "count" => {
            let count = search::count(tenant, caller, &mut call, object_type)?;
            Ok(match tenant.options.count_shape {
                CountShape::Data => json!({"data": {"count": count}}),
                CountShape::Bare => json!({"count": count}),
            })
        }
        ("GET", [name]) if name == "metadata" => Ok(metadata::one(&call, object_type)),
        ("GET", [name]) if is_named_query(object_type, name) => {
            named_query(tenant, caller, call, object_type)
        }
        ("GET", []) => {
            let ids = [call.take_ids("id"), call.take_ids("ID")].concat();
            if ids.is_empty() {
                return Err(ApiError::unsupported("id is required"));
            }
            search::get_many(tenant, &mut call, object_type, &ids)
        }
        ("GET", [id]) => search::get(tenant, &mut call, object_type, id),
        ("POST", []) => write::create(tenant, caller, &mut call, object_type),
        ("PUT", []) => match call.take("action") {
            Some(action) => actions::run(tenant, caller, call, object_type, None, &action),
            None => write::update_many(tenant, caller, &mut call, object_type),
        },
        ("PUT", [id]) if actions::is_supported(object_type, id) => {
            actions::run(tenant, caller, call, object_type, None, id)
        }
        ("PUT", [id]) => match call.take("action") {
            Some(action) => actions::run(tenant, caller, call, object_type, Some(id), &action),
            None => write::update(tenant, caller, &mut call, object_type, id),
        },
        ("PUT", [id, action]) => actions::run(tenant, caller, call, object_type, Some(id), action),
        ("DELETE", []) => {
            let ids = [call.take_ids("id"), call.take_ids("ID")].concat();
            delete(tenant, &mut call, object_type, &ids)
        }
        ("DELETE", [id]) => delete(tenant, &mut call, object_type, std::slice::from_ref(id)),
        // Actions are PUT requests (docs/workfront-facts.md#methods).
        ("POST", [_, _]) => Err(too_many_parts()),
        (method, _) => Err(ApiError::unsupported(format!(
            "unsupported method: {method}"
        ))),
    }
}

/// Removes credentials from the query; they are checked before the call is run.
pub fn drop_credentials(call: &mut Call) -> ApiResult<()> {
    for name in ["sessionID", "apiKey"] {
        call.query.retain(|(known, _)| known != name);
    }
    if call.form.iter().any(|(name, _)| name == "apiKey") {
        // docs/workfront-facts.md#api-keys: measured.
        return Err(ApiError::authentication("You are not currently logged in."));
    }
    Ok(())
}

fn too_many_parts() -> ApiError {
    ApiError::bad_uri("unrecognized URI format: too many parts")
}

fn delete(
    tenant: &mut Tenant,
    call: &mut Call,
    object_type: Type,
    ids: &[String],
) -> ApiResult<Value> {
    if ids.is_empty() {
        return Err(ApiError::unsupported("id is required"));
    }
    let force = call.take_flag("force");
    write::delete(tenant, object_type, ids, force)?;
    Ok(json!({"data": {"success": true}}))
}

fn is_named_query(object_type: Type, name: &str) -> bool {
    matches!(
        (object_type, name),
        (Type::User, "userAdmins") | (Type::Schedule, "defaultSchedule")
    )
}

fn named_query(
    tenant: &Tenant,
    caller: &Caller,
    mut call: Call,
    object_type: Type,
) -> ApiResult<Value> {
    let field = if object_type == Type::User {
        "isAdmin"
    } else {
        "isDefault"
    };
    call.query.push((field.to_owned(), "true".to_owned()));
    search::search(tenant, caller, &mut call, object_type)
}
