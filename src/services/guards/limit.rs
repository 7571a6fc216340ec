//! How many people may be shut out.

use super::history;
use super::people::ConnectionKey;
use crate::client::Client;
use crate::error::{Error, GuardReason, RemedyValue, Result, people};
use crate::protocol::filter::{Filter, Modifier, Selection};
use crate::services::users::count;

/// As many people need no permission and no request.
const FREE: usize = 10;
/// The highest default.
const MAX_DEFAULT: usize = 50;

/// How many people may be shut out, those of the last hour included. `maximum` is the explicit limit. Costs 1 request an hour without one, if they are more than ten.
///
/// # Errors
/// A failure of the request.
pub(super) async fn limit(
    client: &Client,
    key: &ConnectionKey,
    ids: &[String],
    maximum: Option<u32>,
) -> Result<usize> {
    if let Some(maximum) = maximum {
        return Ok(maximum as usize);
    }
    let (new, before) = history::count(key, client.now(), ids);
    if new + before <= FREE {
        return Ok(FREE);
    }
    default_limit(client, key, before).await
}

/// The error for more people than the limit; `None` if they may be shut out. `ends_access`: whether all of them lose their access;
/// a new access level or username may take it away.
pub(super) fn exceeded(
    key: &ConnectionKey,
    now: f64,
    ids: &[String],
    limit: usize,
    ends_access: bool,
) -> Option<Error> {
    let (new, before) = history::count(key, now, ids);
    let total = new + before;
    (new > 0 && total > limit).then(|| error(new, before, limit, total, ends_access))
}

/// A tenth of the people who are active, or were within the last hour.
async fn default_limit(client: &Client, key: &ConnectionKey, before: usize) -> Result<usize> {
    if let Some(limit) = history::default_limit(key, client.now()) {
        return Ok(limit);
    }
    let active = Filter::on("isActive", Modifier::Eq, vec!["true".to_owned()]);
    let selection = Selection {
        filters: &[active],
        any_of: &[],
    };
    let active = match count(client, selection).await {
        Ok(active) => active as usize,
        // Without a count the lowest limit holds.
        Err(error) if error.kind.refuses_read() => return Ok(FREE),
        Err(error) => return Err(error),
    };
    let limit = ((active + before) / 10).clamp(FREE, MAX_DEFAULT);
    history::set_default_limit(key, client.now(), limit);
    Ok(limit)
}

fn error(new: usize, before: usize, limit: usize, total: usize, ends_access: bool) -> Error {
    let happens = match ends_access {
        true => "be shut out",
        false => "be shut out, or get another access level, username or e-mail address",
    };
    let message = match before {
        0 => format!(
            "{} would {happens}, more than the limit of {limit}",
            people(new)
        ),
        before => format!(
            "{} would {happens} after {before} within the last hour, together more than the limit of {limit}",
            people(new)
        ),
    };
    Error::guarded(GuardReason::Limit, message)
        .with_field("maxPeople")
        .with_remedy("maxPeople", RemedyValue::Number(total as u32))
        .with_hint(format!(
            "Nothing was changed. Check that these are the right people; then set maxPeople to {total} or more."
        ))
}
