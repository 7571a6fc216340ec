//! `POST /batch`, in the two forms that sources mention (docs/workfront-facts.md#batch-endpoint). Neither is
//! documented, so each can be disabled.

use serde_json::{Map, Value, json};

use crate::api::call::{Call, MAX_URI_LENGTH};
use crate::encoding::{Pairs, decode, parse_pairs};
use crate::error::{ApiError, ApiResult};
use crate::options::ItemErrors;
use crate::route;
use crate::tenant::{Caller, Tenant};

/// Whether a path below the version is the batch endpoint.
pub fn is_batch(segments: &[String]) -> bool {
    matches!(segments, [one] if one.eq_ignore_ascii_case("batch"))
}

/// Runs every operation of a batch.
pub fn run(tenant: &mut Tenant, caller: &Caller, mut call: Call) -> ApiResult<Value> {
    route::drop_credentials(&mut call)?;
    let unknown_type = || ApiError::invalid("Unknown object type: batch");
    if call.method != "POST" {
        return Err(unknown_type());
    }
    match call.body.take() {
        Some(body) if tenant.options.batch.operations => operations(tenant, caller, &call, body),
        None if tenant.options.batch.uris => uris(tenant, caller, &mut call),
        _ => Err(unknown_type()),
    }
}

/// The guide's form: `{"updates":[{"method","uri","body"}]}`. It returns the objects.
fn operations(tenant: &mut Tenant, caller: &Caller, call: &Call, body: Value) -> ApiResult<Value> {
    let Value::Object(mut body) = body else {
        return Err(ApiError::invalid("JSON parsing error"));
    };
    let Some(Value::Array(operations)) = body.remove("updates") else {
        return Err(ApiError::invalid("updates is required"));
    };
    if let Some(name) = body.keys().next() {
        return Err(ApiError::field(format!("unexpected parameter '{name}'")));
    }
    check_item_count(tenant, operations.len())?;
    let calls = operations.into_iter().map(|operation| {
        let Value::Object(mut operation) = operation else {
            return Err(ApiError::invalid("argument type mismatch"));
        };
        let uri = take_string(&mut operation, "uri")?;
        let method = take_string(&mut operation, "method")?;
        let body = operation.remove("body").filter(|body| !body.is_null());
        if let Some(name) = operation.keys().next() {
            return Err(ApiError::field(format!("unexpected parameter '{name}'")));
        }
        parse_item(call, &uri, &method, body)
    });
    let calls = calls.collect::<Vec<_>>();
    run_all(tenant, caller, calls, false, |result| match result {
        Value::Object(mut result) => result.remove("data").unwrap_or(Value::Object(result)),
        other => other,
    })
}

fn take_string(operation: &mut Map<String, Value>, name: &str) -> ApiResult<String> {
    match operation.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(ApiError::invalid(format!("{name} is required"))),
    }
}

/// The client's form: `uri=…&uri=…&atomic=`. It returns the response bodies.
fn uris(tenant: &mut Tenant, caller: &Caller, call: &mut Call) -> ApiResult<Value> {
    let uris = call.take_all("uri");
    let atomic = call.take_flag("atomic");
    call.take("concurrent");
    if uris.is_empty() {
        return Err(ApiError::invalid("uri is required"));
    }
    check_item_count(tenant, uris.len())?;
    let calls = uris
        .iter()
        .map(|uri| parse_item(call, uri, "GET", None))
        .collect::<Vec<_>>();
    let result = run_all(tenant, caller, calls, atomic, |result| result)?;
    Ok(if atomic {
        json!({"data": {"success": true}})
    } else {
        result
    })
}

fn check_item_count(tenant: &Tenant, count: usize) -> ApiResult<()> {
    let max = tenant.options.batch_max;
    if count > max {
        return Err(ApiError::invalid(format!(
            "A batch may have at most {max} operations"
        )));
    }
    Ok(())
}

fn parse_item(call: &Call, uri: &str, method: &str, body: Option<Value>) -> ApiResult<Call> {
    if uri.len() > MAX_URI_LENGTH {
        return Err(ApiError::bad_uri("unrecognized URI format: too long"));
    }
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let segments: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(decode)
        .collect();
    if segments
        .first()
        .is_some_and(|first| first.eq_ignore_ascii_case("batch"))
    {
        return Err(ApiError::unsupported("a batch cannot hold a batch"));
    }
    let mut item = Call {
        method: method.to_uppercase(),
        version: call.version,
        segments,
        query: parse_pairs(query),
        form: Pairs::new(),
        body,
        now_ms: call.now_ms,
    };
    item.override_method()?;
    Ok(item)
}

fn run_all(
    tenant: &mut Tenant,
    caller: &Caller,
    calls: Vec<ApiResult<Call>>,
    atomic: bool,
    convert: impl Fn(Value) -> Value,
) -> ApiResult<Value> {
    let mut results = Vec::with_capacity(calls.len());
    for call in calls {
        let savepoint = tenant.store.savepoint();
        match call.and_then(|call| route::run(tenant, caller, call)) {
            Ok(result) => results.push(convert(result)),
            Err(error) => {
                tenant.store.rollback_to(savepoint);
                if atomic {
                    return Err(error);
                }
                if tenant.options.batch_item_errors == ItemErrors::FailAll {
                    return Err(ApiError {
                        keeps_writes: true,
                        ..error
                    });
                }
                results.push(json!({"error": error.to_json()}));
            }
        }
    }
    Ok(json!({"data": results}))
}
