//! The requests to the event subscription service (docs/workfront-facts.md#event-subscriptions).

use serde_json::{Map, Value, json};

use super::registry::Events;
use super::subscription::Subscription;
use super::version::Version;
use crate::auth::{self, Sessions};
use crate::encoding::parse_pairs;
use crate::http::{Request, Response};
use crate::tenant::Tenant;

const BASE_PATH: &str = "/attask/eventsubscription/api/v1/subscriptions";
/// The maximum and the default page size.
const MAX_PAGE_SIZE: usize = 1_000;
const DEFAULT_PAGE_SIZE: usize = 100;

/// The status and the message of an error.
type ServiceError = (u16, String);

/// Handles a request. `None` if the path is not this service's.
pub fn handle(
    events: &mut Events,
    tenant: &Tenant,
    sessions: &Sessions,
    request: &Request,
) -> Option<Response> {
    let (path, query) = request.path_and_query();
    let rest = path.strip_prefix(BASE_PATH)?;
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let query = parse_pairs(query);
    let caller = auth::caller(&tenant.store, &tenant.options, sessions, request, &query);
    let user = match caller {
        Ok(user) => user,
        Err(error) => return Some(error_response(error.status, &error.message)),
    };
    if !tenant.is_admin(&user) {
        let message = "Only a system administrator can manage event subscriptions";
        return Some(error_response(403, message));
    }
    let now_ms = request.now_ms as i64;
    let result = match (request.method.as_str(), parts.as_slice()) {
        ("POST", []) => create(events, tenant, request, now_ms),
        ("GET", []) => list(events, tenant, &query),
        ("GET", ["list"]) => {
            let all = events.subscriptions.iter();
            let all: Value = all
                .map(|subscription| subscription.to_deprecated_json(tenant))
                .collect();
            Ok(Response::json(200, &all))
        }
        ("GET", [id]) => match events
            .subscriptions
            .iter()
            .find(|subscription| subscription.id == *id)
        {
            Some(subscription) => Ok(Response::json(200, &item(events, tenant, subscription))),
            None => Err(not_found(id)),
        },
        ("DELETE", [id]) => match events
            .subscriptions
            .iter()
            .position(|subscription| subscription.id == *id)
        {
            Some(at) => {
                events.subscriptions.remove(at);
                Ok(Response::empty(200))
            }
            None => Err(not_found(id)),
        },
        ("PUT", ["version"]) => set_versions(events, request, now_ms),
        ("PUT", [id, "version"]) => set_version(events, request, id, now_ms),
        (_, [] | [_] | [_, "version"]) => Err((405, "Method not allowed".into())),
        _ => Err((404, "Not found".into())),
    };
    Some(result.unwrap_or_else(|(status, message)| error_response(status, &message)))
}

fn create(
    events: &mut Events,
    tenant: &Tenant,
    request: &Request,
    now_ms: i64,
) -> Result<Response, ServiceError> {
    let id = events.new_id();
    let subscription =
        Subscription::parse(&body(request)?, id, now_ms).map_err(|problem| (400, problem))?;
    if events
        .subscriptions
        .iter()
        .any(|known| known.is_duplicate_of(&subscription))
    {
        return Err((409, "A subscription like this exists already".into()));
    }
    events.deliveries.add_receiver(&subscription.url, now_ms);
    let mut response = if tenant.options.empty_subscription_answer {
        Response::empty(201)
    } else {
        Response::json(
            201,
            &json!({"id": subscription.id, "version": subscription.version.name()}),
        )
    };
    let base = tenant.options.base_url.clone().unwrap_or_default();
    let location = format!("{base}{BASE_PATH}/{}", subscription.id);
    response.headers.push(("Location".into(), location));
    events.subscriptions.push(subscription);
    Ok(response)
}

fn list(
    events: &Events,
    tenant: &Tenant,
    query: &[(String, String)],
) -> Result<Response, ServiceError> {
    let number = |name: &str, default: usize| {
        let parameter = query.iter().find(|(known, _)| known == name);
        match parameter.map(|(_, text)| text.parse::<usize>()) {
            None => Ok(default),
            Some(Ok(number)) if number > 0 => Ok(number),
            Some(_) => Err((400, format!("{name} must be a number greater than 0"))),
        }
    };
    let (page, limit) = (number("page", 1)?, number("limit", DEFAULT_PAGE_SIZE)?);
    if limit > MAX_PAGE_SIZE {
        return Err((400, format!("limit must be at most {MAX_PAGE_SIZE}")));
    }
    let all = events.subscriptions.iter();
    let shown = all.skip((page - 1).saturating_mul(limit)).take(limit);
    let shown: Value = shown
        .map(|subscription| item(events, tenant, subscription))
        .collect();
    let count = events.subscriptions.len();
    Ok(Response::json(
        200,
        &json!({
            "subscriptions": shown,
            "meta": {
                "page": page,
                "limit": limit,
                "page_count": count.div_ceil(limit),
                "total_count": count,
            },
        }),
    ))
}

fn set_version(
    events: &mut Events,
    request: &Request,
    id: &str,
    now_ms: i64,
) -> Result<Response, ServiceError> {
    let body = body(request)?;
    check_keys(&body, &["version"])?;
    let version = version_of(&body)?;
    if !events.set_version(id, version, now_ms) {
        return Err(not_found(id));
    }
    Ok(Response::json(
        200,
        &json!({"id": id, "version": version.name()}),
    ))
}

fn set_versions(
    events: &mut Events,
    request: &Request,
    now_ms: i64,
) -> Result<Response, ServiceError> {
    let body = body(request)?;
    let known = ["version", "subscriptionIds", "allCustomerSubscriptions"];
    check_keys(&body, &known)?;
    let version = version_of(&body)?;
    let all = body.get("allCustomerSubscriptions") == Some(&Value::Bool(true));
    let ids: Vec<String> = match body.get("subscriptionIds").and_then(Value::as_array) {
        Some(ids) if !all => ids
            .iter()
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect(),
        None if all => events
            .subscriptions
            .iter()
            .map(|subscription| subscription.id.clone())
            .collect(),
        _ => {
            let message = "one of subscriptionIds and allCustomerSubscriptions is required";
            return Err((400, message.into()));
        }
    };
    for id in &ids {
        if !events.set_version(id, version, now_ms) {
            return Err(not_found(id));
        }
    }
    let body = json!({"subscription_ids": ids, "version": version.name()});
    Ok(Response::json(200, &body))
}

fn item(events: &Events, tenant: &Tenant, subscription: &Subscription) -> Value {
    subscription.to_json(tenant, events.deliveries.receiver(&subscription.url))
}

fn body(request: &Request) -> Result<Map<String, Value>, ServiceError> {
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(body)) => Ok(body),
        _ => Err((400, "The body must be a JSON object".into())),
    }
}

fn check_keys(body: &Map<String, Value>, known: &[&str]) -> Result<(), ServiceError> {
    match body.keys().find(|key| !known.contains(&key.as_str())) {
        Some(unknown) => Err((400, format!("Unrecognized field \"{unknown}\""))),
        None => Ok(()),
    }
}

fn version_of(body: &Map<String, Value>) -> Result<Version, ServiceError> {
    let name = body.get("version").and_then(Value::as_str);
    name.and_then(Version::parse)
        .ok_or_else(|| (400, "version must be v1 or v2".into()))
}

fn not_found(id: &str) -> ServiceError {
    (404, format!("There is no subscription {id}"))
}

/// No source shows the service's error bodies. This is the smallest shape of the API's errors.
fn error_response(status: u16, message: &str) -> Response {
    Response::json(status, &json!({"error": {"message": message}}))
}
