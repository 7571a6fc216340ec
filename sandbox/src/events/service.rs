//! The service's requests (facts, sections 8.2 to 8.4).

use serde_json::{Map, Value, json};

use super::registry::Events;
use super::subscription::Subscription;
use super::version::Version;
use crate::auth::{self, Sessions};
use crate::encoding::parse_pairs;
use crate::http::{Request, Response};
use crate::tenant::Tenant;

const PLACE: &str = "/attask/eventsubscription/api/v1/subscriptions";
/// The most subscriptions of a page, and how many there are when nothing is asked for.
const MAX_PAGE_SIZE: usize = 1_000;
const DEFAULT_PAGE_SIZE: usize = 100;

/// A status and what is wrong.
type Refusal = (u16, String);

/// Answers a request; `None` for a path of another service.
pub fn handle(
    events: &mut Events,
    tenant: &Tenant,
    sessions: &Sessions,
    request: &Request,
) -> Option<Response> {
    let (path, query) = request.path_and_query();
    let rest = path.strip_prefix(PLACE)?;
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let query = parse_pairs(query);
    let caller = auth::caller(&tenant.store, &tenant.options, sessions, request, &query);
    let user = match caller {
        Ok(user) => user,
        Err(error) => return Some(refused(error.status, &error.message)),
    };
    if !tenant.is_admin(&user) {
        let message = "Only a system administrator can manage event subscriptions";
        return Some(refused(403, message));
    }
    let now_ms = request.now_ms as i64;
    let done = match (request.method.as_str(), parts.as_slice()) {
        ("POST", []) => create(events, tenant, request, now_ms),
        ("GET", []) => list(events, tenant, &query),
        ("GET", ["list"]) => {
            let all = events.subscriptions.iter();
            let all: Value = all.map(|one| one.to_old_json(tenant)).collect();
            Ok(Response::json(200, &all))
        }
        ("GET", [id]) => match events.subscriptions.iter().find(|one| one.id == *id) {
            Some(one) => Ok(Response::json(200, &item(events, tenant, one))),
            None => Err(no_such(id)),
        },
        ("DELETE", [id]) => match events.subscriptions.iter().position(|one| one.id == *id) {
            Some(at) => {
                events.subscriptions.remove(at);
                Ok(Response::empty(200))
            }
            None => Err(no_such(id)),
        },
        ("PUT", ["version"]) => set_versions(events, request, now_ms),
        ("PUT", [id, "version"]) => set_version(events, request, id, now_ms),
        (_, [] | [_] | [_, "version"]) => Err((405, "Method not allowed".into())),
        _ => Err((404, "Not found".into())),
    };
    Some(done.unwrap_or_else(|(status, message)| refused(status, &message)))
}

fn create(
    events: &mut Events,
    tenant: &Tenant,
    request: &Request,
    now_ms: i64,
) -> Result<Response, Refusal> {
    let id = events.new_id();
    let made = Subscription::read(&body(request)?, id, now_ms).map_err(|problem| (400, problem))?;
    if events.subscriptions.iter().any(|one| one.is_like(&made)) {
        return Err((409, "A subscription like this exists already".into()));
    }
    events.deliveries.add_receiver(&made.url, now_ms);
    let mut response = if tenant.options.empty_subscription_answer {
        Response::empty(201)
    } else {
        Response::json(201, &json!({"id": made.id, "version": made.version.name()}))
    };
    let base = tenant.options.base_url.clone().unwrap_or_default();
    let location = format!("{base}{PLACE}/{}", made.id);
    response.headers.push(("Location".into(), location));
    events.subscriptions.push(made);
    Ok(response)
}

fn list(events: &Events, tenant: &Tenant, query: &[(String, String)]) -> Result<Response, Refusal> {
    let number = |name: &str, usual: usize| {
        let given = query.iter().find(|(known, _)| known == name);
        match given.map(|(_, text)| text.parse::<usize>()) {
            None => Ok(usual),
            Some(Ok(number)) if number > 0 => Ok(number),
            Some(_) => Err((400, format!("{name} must be a number above 0"))),
        }
    };
    let (page, limit) = (number("page", 1)?, number("limit", DEFAULT_PAGE_SIZE)?);
    if limit > MAX_PAGE_SIZE {
        return Err((400, format!("limit must be at most {MAX_PAGE_SIZE}")));
    }
    let all = events.subscriptions.iter();
    let shown = all.skip((page - 1).saturating_mul(limit)).take(limit);
    let shown: Value = shown.map(|one| item(events, tenant, one)).collect();
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
) -> Result<Response, Refusal> {
    let body = body(request)?;
    known_keys(&body, &["version"])?;
    let version = version_of(&body)?;
    if !events.set_version(id, version, now_ms) {
        return Err(no_such(id));
    }
    Ok(Response::json(
        200,
        &json!({"id": id, "version": version.name()}),
    ))
}

fn set_versions(events: &mut Events, request: &Request, now_ms: i64) -> Result<Response, Refusal> {
    let body = body(request)?;
    let known = ["version", "subscriptionIds", "allCustomerSubscriptions"];
    known_keys(&body, &known)?;
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
            .map(|one| one.id.clone())
            .collect(),
        _ => {
            let message = "one of subscriptionIds and allCustomerSubscriptions is required";
            return Err((400, message.into()));
        }
    };
    for id in &ids {
        if !events.set_version(id, version, now_ms) {
            return Err(no_such(id));
        }
    }
    let answer = json!({"subscription_ids": ids, "version": version.name()});
    Ok(Response::json(200, &answer))
}

fn item(events: &Events, tenant: &Tenant, one: &Subscription) -> Value {
    one.to_json(tenant, events.deliveries.receiver(&one.url))
}

fn body(request: &Request) -> Result<Map<String, Value>, Refusal> {
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(body)) => Ok(body),
        _ => Err((400, "The body must be an object of JSON".into())),
    }
}

fn known_keys(body: &Map<String, Value>, known: &[&str]) -> Result<(), Refusal> {
    match body.keys().find(|key| !known.contains(&key.as_str())) {
        Some(unknown) => Err((400, format!("Unrecognized field \"{unknown}\""))),
        None => Ok(()),
    }
}

fn version_of(body: &Map<String, Value>) -> Result<Version, Refusal> {
    let name = body.get("version").and_then(Value::as_str);
    name.and_then(Version::named)
        .ok_or_else(|| (400, "version must be v1 or v2".into()))
}

fn no_such(id: &str) -> Refusal {
    (404, format!("There is no subscription {id}"))
}

/// No source prints the service's error bodies; this is the family's smallest shape.
fn refused(status: u16, message: &str) -> Response {
    Response::json(status, &json!({"error": {"message": message}}))
}
