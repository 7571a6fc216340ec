use super::{find, store};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result, cut};
use crate::json::Json;
use crate::model::{
    Id, Object, is_guid,
    person_key::{handle_problem, trimmed},
};
use crate::services::users::id_of;

/// The maximum number of candidates in an error.
const MAX_CANDIDATES: usize = 10;

/// The ID of the object with this name, ignoring case. A Workfront ID is returned unchanged, without a request.
///
/// # Errors
/// No object or more than one has the name. The message lists candidates; the error is about the input's `field`.
pub async fn resolve(client: &Client, object: Object, name: &str, field: &str) -> Result<Id> {
    let name = trimmed(name);
    if is_guid(name)
        && let Some(id) = Id::parse(name)
    {
        return Ok(id);
    }
    let item = find_one(client, object, name, field).await?;
    id_of(&item).ok_or_else(|| {
        let message = format!("Workfront returned a {} without an ID", object.as_str());
        Error::new(ErrorKind::UnexpectedResponse, message)
    })
}

/// The only object with this name or ID. Costs 1 request, none if it is cached.
///
/// # Errors
/// As [`resolve`].
pub async fn find_one(client: &Client, object: Object, name: &str, field: &str) -> Result<Json> {
    check_name(object, name, field)?;
    let now = client.now();
    let tenant = client.tenant();
    if let Some(item) = tenant.lookup_cache.get(object, name, now) {
        return Ok(item);
    }
    let is_cached = tenant.policy.lookup_cache_ms > 0.0;
    if is_cached
        && let Ok(record) = store::read(client, object, name).await
        && let Some((item, until)) = store::parse(client, name, &record)
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
            if is_cached {
                // A failure costs only another look-up.
                let _ = store::write(client, object, name, &one, until).await;
            }
            Ok(one)
        }
        0 => {
            // The error lists the objects that there are.
            let others = match object {
                Object::User => None,
                _ => find(client, object, None, &[]).await.ok(),
            };
            Err(not_found(object, name, field, others))
        }
        count => {
            let what = object.as_str();
            let problem = format!(
                "must be the name of one {what}, but {count} are called '{}': {}",
                cut(name),
                format_candidates(&found)
            );
            Err(Error::invalid(field, &problem)
                .with_hint("Nothing was changed. Use the ID instead of the name."))
        }
    }
}

/// Checks a trimmed name before it is looked up: a user's e-mail address or full name, or the name of another object.
///
/// # Errors
/// Kind `validation`; nothing was sent.
pub fn check_name(object: Object, name: &str, field: &str) -> Result<()> {
    let problem = match object {
        Object::User => handle_problem(name),
        _ => name.is_empty().then(|| "must not be empty".to_owned()),
    };
    match problem {
        Some(problem) => Err(Error::invalid(field, &problem)),
        None => Ok(()),
    }
}

fn not_found(object: Object, name: &str, field: &str, others: Option<Json>) -> Error {
    let what = object.as_str();
    let candidates = others
        .filter(|others| !others.is_empty())
        .map(|others| format_candidates(&others));
    let problem = format!(
        "must be the name of one {what}, but none is called '{}'",
        cut(name)
    );
    let mut error = Error::invalid(field, &problem);
    let hint = match candidates {
        _ if object == Object::User => {
            "Nothing was changed. Check the e-mail address or name, or use the user's ID."
        }
        Some(candidates) => {
            error.message = format!("{}; there are {candidates}", error.message);
            "Nothing was changed. Choose one of those, or use an ID."
        }
        None => "Nothing was changed. The connection's user can see none: check its access level.",
    };
    error.with_hint(hint)
}

fn format_candidates(items: &Json) -> String {
    let mut candidates = Vec::new();
    for item in items.items().take(MAX_CANDIDATES) {
        candidates.push(format_candidate(&item));
    }
    if items.len() > MAX_CANDIDATES {
        candidates.push(format!("and {} more", items.len() - MAX_CANDIDATES));
    }
    candidates.join(", ")
}

fn format_candidate(item: &Json) -> String {
    let first_of = |one, other| item.get_str(one).or_else(|| item.get_str(other));
    let name = first_of("name", "emailAddr").unwrap_or_default();
    let id = item.str_or_default("ID");
    match first_of("parentID", "groupID") {
        Some(parent) => format!("{name} ({id}, in {parent})"),
        None => format!("{name} ({id})"),
    }
}
