use super::{find, store};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result, cut};
use crate::json::Json;
use crate::model::{Id, Object, is_guid};
use crate::services::users::id_of;

/// So many candidates are told in an error.
const TOLD: usize = 10;

/// The ID of the object with this name, whatever its case. A Workfront ID passes as it is, without a request.
///
/// # Errors
/// No object or more than one has the name; the message lists the candidates, and `field` is the one named.
pub async fn resolve(client: &Client, object: Object, name: &str, field: &str) -> Result<Id> {
    let name = name.trim();
    if is_guid(name)
        && let Some(id) = Id::parse(name)
    {
        return Ok(id);
    }
    let item = find_one(client, object, name, field).await?;
    id_of(&item).ok_or_else(|| {
        let message = format!("Workfront gave a {} without an ID", object.as_str());
        Error::new(ErrorKind::UnexpectedResponse, message)
    })
}

/// The one object with this name, or with this ID. Costs 1 request, none for what was looked up lately.
///
/// # Errors
/// As [`resolve`].
pub async fn find_one(client: &Client, object: Object, name: &str, field: &str) -> Result<Json> {
    if name.is_empty() {
        return Err(Error::invalid(field, "must not be empty"));
    }
    let now = client.now();
    let tenant = client.tenant();
    if let Some(item) = tenant.lookup_cache.get(object, name, now) {
        return Ok(item);
    }
    let is_kept = tenant.policy.lookup_cache_ms > 0.0;
    if is_kept
        && let Ok(kept) = store::ask(client, object, name).await
        && let Some((item, until)) = store::read(client, name, &kept)
    {
        tenant.lookup_cache.insert(object, name, &item, now, until);
        return Ok(item);
    }
    let found = find(client, object, Some(name), &[]).await?;
    match found.len() {
        1 => {
            let one = found.at(0);
            let until = now + tenant.policy.lookup_cache_ms;
            tenant.lookup_cache.insert(object, name, &one, now, until);
            if is_kept {
                // It can be looked up again.
                let _ = store::keep(client, object, name, &one, until).await;
            }
            Ok(one)
        }
        0 => {
            // What there is instead helps more than that there is nothing.
            let others = match object {
                Object::User => None,
                _ => find(client, object, None, &[]).await.ok(),
            };
            Err(none(object, name, field, others))
        }
        count => {
            let what = object.as_str();
            let problem = format!(
                "{count} {what}s are called '{}': {}",
                cut(name),
                told(&found)
            );
            Err(Error::invalid(field, &problem).with_hint(
                "Nothing was changed. Give the ID of the one you mean instead of its name.",
            ))
        }
    }
}

fn none(object: Object, name: &str, field: &str, others: Option<Json>) -> Error {
    let what = object.as_str();
    let told = others
        .filter(|others| !others.is_empty())
        .map(|others| told(&others));
    let problem = format!("no {what} is called '{}'", cut(name));
    let mut error = Error::invalid(field, &problem);
    let hint = match told {
        _ if object == Object::User => {
            "Nothing was changed. Check the e-mail address or name, or give the user's ID."
        }
        Some(told) => {
            error.message = format!("{}; there are {told}", error.message);
            "Nothing was changed. Choose one of those, or give an ID."
        }
        None => {
            "Nothing was changed. The connection's user sees none at all: check its access level."
        }
    };
    error.with_hint(hint)
}

fn told(items: &Json) -> String {
    let mut told = Vec::new();
    for item in items.items().take(TOLD) {
        told.push(described(&item));
    }
    if items.len() > TOLD {
        told.push(format!("and {} more", items.len() - TOLD));
    }
    told.join(", ")
}

fn described(item: &Json) -> String {
    let either = |one, other| item.get_str(one).or_else(|| item.get_str(other));
    let name = either("name", "emailAddr").unwrap_or_default();
    let id = item.str_or_default("ID");
    match either("parentID", "groupID") {
        Some(parent) => format!("{name} ({id}, below {parent})"),
        None => format!("{name} ({id})"),
    }
}
