//! `POST /batch`, in the two forms that sources tell of (docs/workfront-facts.md#batch-endpoint). None is
//! documented, so each can be switched off.

use serde_json::{Map, Value, json};

use crate::api::call::{Call, LONGEST_URI};
use crate::error::{ApiError, Outcome};
use crate::options::ItemErrors;
use crate::route;
use crate::tenant::{Caller, Tenant};
use crate::text::{Pairs, decode, pairs};

/// Runs every operation of a batch.
pub fn handle(tenant: &mut Tenant, caller: &Caller, mut call: Call) -> Outcome<Value> {
    let unknown = || ApiError::invalid("Unknown object type: batch");
    if call.method != "POST" {
        return Err(unknown());
    }
    match call.body.take() {
        Some(body) if tenant.options.batch.operations => operations(tenant, caller, &call, body),
        None if tenant.options.batch.uris => uris(tenant, caller, &mut call),
        _ => Err(unknown()),
    }
}

/// The guide's form: `{"updates":[{"method","uri","body"}]}` answers the states.
fn operations(tenant: &mut Tenant, caller: &Caller, call: &Call, body: Value) -> Outcome<Value> {
    let Value::Object(mut body) = body else {
        return Err(ApiError::invalid("JSON parsing error"));
    };
    let Some(Value::Array(operations)) = body.remove("updates") else {
        return Err(ApiError::invalid("updates is required"));
    };
    if let Some(name) = body.keys().next() {
        return Err(ApiError::field(format!("unexpected parameter '{name}'")));
    }
    check_number(tenant, operations.len())?;
    let calls = operations.into_iter().map(|operation| {
        let Value::Object(mut operation) = operation else {
            return Err(ApiError::invalid("argument type mismatch"));
        };
        let uri = take_text(&mut operation, "uri")?;
        let method = take_text(&mut operation, "method")?;
        let body = operation.remove("body").filter(|body| !body.is_null());
        if let Some(name) = operation.keys().next() {
            return Err(ApiError::field(format!("unexpected parameter '{name}'")));
        }
        inner(call, &uri, &method, body)
    });
    let calls = calls.collect::<Vec<_>>();
    run_all(tenant, caller, calls, false, |answer| match answer {
        Value::Object(mut answer) => answer.remove("data").unwrap_or(Value::Object(answer)),
        other => other,
    })
}

fn take_text(operation: &mut Map<String, Value>, name: &str) -> Outcome<String> {
    match operation.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(ApiError::invalid(format!("{name} is required"))),
    }
}

/// The client's form: `uri=…&uri=…&atomic=` answers the answers.
fn uris(tenant: &mut Tenant, caller: &Caller, call: &mut Call) -> Outcome<Value> {
    let uris = call.take_all("uri");
    let atomic = call.take_flag("atomic");
    call.take("concurrent");
    if uris.is_empty() {
        return Err(ApiError::invalid("uri is required"));
    }
    check_number(tenant, uris.len())?;
    let calls = uris
        .iter()
        .map(|uri| inner(call, uri, "GET", None))
        .collect::<Vec<_>>();
    let answer = run_all(tenant, caller, calls, atomic, |answer| answer)?;
    Ok(if atomic {
        json!({"data": {"success": true}})
    } else {
        answer
    })
}

fn check_number(tenant: &Tenant, number: usize) -> Outcome<()> {
    let most = tenant.options.batch_max;
    if number > most {
        return Err(ApiError::invalid(format!(
            "A batch may have at most {most} operations"
        )));
    }
    Ok(())
}

fn inner(call: &Call, uri: &str, method: &str, body: Option<Value>) -> Outcome<Call> {
    if uri.len() > LONGEST_URI {
        return Err(ApiError::bad_uri("unrecognized URI format: too long"));
    }
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let segments: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(decode)
        .collect();
    if segments.first().is_some_and(|first| first == "batch") {
        return Err(ApiError::unsupported("a batch cannot hold a batch"));
    }
    let mut inner = Call {
        method: method.to_uppercase(),
        version: call.version,
        segments,
        query: pairs(query),
        form: Pairs::new(),
        body,
        now_ms: call.now_ms,
    };
    inner.override_method()?;
    Ok(inner)
}

fn run_all(
    tenant: &mut Tenant,
    caller: &Caller,
    calls: Vec<Outcome<Call>>,
    atomic: bool,
    shape: impl Fn(Value) -> Value,
) -> Outcome<Value> {
    let mut answers = Vec::with_capacity(calls.len());
    for call in calls {
        let savepoint = tenant.store.savepoint();
        match call.and_then(|call| route::handle(tenant, caller, call)) {
            Ok(answer) => answers.push(shape(answer)),
            Err(error) => {
                tenant.store.undo_to(savepoint);
                if atomic {
                    return Err(error);
                }
                if tenant.options.batch_item_errors == ItemErrors::FailAll {
                    return Err(ApiError {
                        keeps_writes: true,
                        ..error
                    });
                }
                answers.push(json!({"error": error.to_json()}));
            }
        }
    }
    Ok(json!({"data": answers}))
}
