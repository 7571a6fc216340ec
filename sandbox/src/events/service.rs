//! The service's requests (docs/workfront-facts.md#event-subscriptions).

use serde_json::{Map, Value, json};

use super::subscription::{Subscription, Version};
use super::{Events, Receiver};
use crate::api::call::split_url;
use crate::auth::{self, Sessions};
use crate::http::{Reply, Request};
use crate::tenant::Tenant;
use crate::text::{json_reply, pairs};

const PLACE: &str = "/attask/eventsubscription/api/v1/subscriptions";
/// The most subscriptions of a page, and how many there are when nothing is asked for.
const LARGEST_PAGE: usize = 1_000;
const USUAL_PAGE: usize = 100;

/// A status and what is wrong.
type Refusal = (u16, String);

/// Answers a request; `None` for a path of another service.
pub fn handle(
    events: &mut Events,
    tenant: &Tenant,
    sessions: &Sessions,
    request: &Request,
) -> Option<Reply> {
    let (path, query) = split_url(&request.url);
    let rest = path.strip_prefix(PLACE)?;
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let query = pairs(query);
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
            Ok(json_reply(200, &all))
        }
        ("GET", [id]) => match events.subscriptions.iter().find(|one| one.id == *id) {
            Some(one) => Ok(json_reply(200, &events.shown(tenant, one))),
            None => Err(no_such(id)),
        },
        ("DELETE", [id]) => match events.subscriptions.iter().position(|one| one.id == *id) {
            Some(at) => {
                events.subscriptions.remove(at);
                Ok(empty(200))
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
) -> Result<Reply, Refusal> {
    let id = events.new_id();
    let made = Subscription::read(&body(request)?, id, now_ms).map_err(|problem| (400, problem))?;
    if events.subscriptions.iter().any(|one| one.is_like(&made)) {
        return Err((409, "A subscription like this exists already".into()));
    }
    let receiver = events.receivers.entry(made.url.clone());
    receiver.or_insert_with(|| Receiver::new(now_ms));
    let mut reply = if tenant.options.empty_subscription_answer {
        empty(201)
    } else {
        json_reply(201, &json!({"id": made.id, "version": made.version.name()}))
    };
    let base = tenant.options.base_url.clone().unwrap_or_default();
    let location = format!("{base}{PLACE}/{}", made.id);
    reply.headers.push(("Location".into(), location));
    events.subscriptions.push(made);
    Ok(reply)
}

fn list(events: &Events, tenant: &Tenant, query: &[(String, String)]) -> Result<Reply, Refusal> {
    let number = |name: &str, usual: usize| {
        let given = query.iter().find(|(known, _)| known == name);
        match given.map(|(_, text)| text.parse::<usize>()) {
            None => Ok(usual),
            Some(Ok(number)) if number > 0 => Ok(number),
            Some(_) => Err((400, format!("{name} must be a number above 0"))),
        }
    };
    let (page, limit) = (number("page", 1)?, number("limit", USUAL_PAGE)?);
    if limit > LARGEST_PAGE {
        return Err((400, format!("limit must be at most {LARGEST_PAGE}")));
    }
    let all = events.subscriptions.iter();
    let shown = all.skip((page - 1).saturating_mul(limit)).take(limit);
    let shown: Value = shown.map(|one| events.shown(tenant, one)).collect();
    let count = events.subscriptions.len();
    Ok(json_reply(
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
) -> Result<Reply, Refusal> {
    let body = body(request)?;
    known_keys(&body, &["version"])?;
    let version = version_of(&body)?;
    events.change_version(id, version, now_ms)?;
    Ok(json_reply(
        200,
        &json!({"id": id, "version": version.name()}),
    ))
}

fn set_versions(events: &mut Events, request: &Request, now_ms: i64) -> Result<Reply, Refusal> {
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
        events.change_version(id, version, now_ms)?;
    }
    let answer = json!({"subscription_ids": ids, "version": version.name()});
    Ok(json_reply(200, &answer))
}

impl Events {
    fn shown(&self, tenant: &Tenant, one: &Subscription) -> Value {
        one.to_json(tenant, self.receivers.get(&one.url))
    }

    fn change_version(&mut self, id: &str, version: Version, now_ms: i64) -> Result<(), Refusal> {
        let found = self.subscriptions.iter_mut().find(|one| one.id == id);
        let one = found.ok_or_else(|| no_such(id))?;
        if one.version != version {
            one.before = Some((one.version, now_ms));
            one.version = version;
        }
        Ok(())
    }
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

fn empty(status: u16) -> Reply {
    Reply {
        status,
        ..Reply::default()
    }
}

/// No source prints the service's error bodies; this is the family's smallest shape.
fn refused(status: u16, message: &str) -> Reply {
    json_reply(status, &json!({"error": {"message": message}}))
}
