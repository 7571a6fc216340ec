//! Users that a batch creates. Their e-mail addresses and references are looked up before, and again where a response was
//! lost.

use super::Verdict;
use super::attempt::{Attempt, Resolution, Unproven};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    batch::{Operation, new_user},
    evidence::{self, Evidence},
    filter::{Filter, Selection},
    user_keys::PERSON_KEYS,
};
use crate::services::users::{Page, SEARCH_FIRST, found_other_user, id_of, is_own_creation, page};

/// The further fields that show whether this run created a user.
const ORIGIN: &[&str] = &["extRefID", "accessLevelID", "entryDate", "enteredByID"];

/// The users that have the e-mail addresses or references of users to create. Costs 1 request, none where no user is created.
///
/// # Errors
/// The look-up failed, or returned more users than requested.
pub(super) async fn look_up_before(client: &Client, group: &[&Operation]) -> Result<Json> {
    look_up(client, group, new_user::FIELDS).await
}

async fn look_up(client: &Client, group: &[&Operation], fields: &[&str]) -> Result<Json> {
    let mut any_of = Vec::new();
    for key in PERSON_KEYS {
        let mut values = Vec::new();
        for body in group.iter().filter_map(|operation| created(operation)) {
            let value = body.get_str(key.field);
            values.extend(value.filter(|value| !value.trim().is_empty()));
        }
        if !values.is_empty() {
            any_of.push(vec![Filter::on(key.field, key.many, values)]);
        }
    }
    let selection = match any_of.as_slice() {
        [] => return Ok(Json::array()),
        [one] => Selection {
            filters: one,
            any_of: &[],
        },
        several => Selection {
            filters: &[],
            any_of: several,
        },
    };
    page(client, selection, fields, Page::first()).await
}

fn created<'a>(operation: &&'a Operation) -> Option<&'a Json> {
    operation.body.as_ref().filter(|_| operation.creates_user())
}

/// A resolution for each creation whose request failed, or whose response doesn't show it. Costs 1 request. An empty look-up
/// proves nothing, so only a refused creation may be sent again.
pub(super) async fn resolve(
    client: &Client,
    group: &[(&Operation, Unproven)],
    attempt: &Attempt,
) -> Vec<Resolution> {
    let mut operations = Vec::with_capacity(group.len());
    for (operation, _) in group {
        operations.push(*operation);
    }
    let is_refused = |unproven: &Unproven| {
        !unproven.cause.maybe_done && unproven.cause.kind != ErrorKind::Conflict
    };
    let needs_no_look = attempt.is_single && group.iter().all(|(_, unproven)| is_refused(unproven));
    let now = match needs_no_look {
        true => Ok(Json::array()),
        false => look_up(client, &operations, &[new_user::FIELDS, ORIGIN].concat()).await,
    };
    let mut resolutions = Vec::with_capacity(group.len());
    for (operation, unproven) in group {
        resolutions.push(match &now {
            Ok(now) => resolve_one(client, operation, unproven, now, attempt).await,
            Err(unread) => unknown(operation, &evidence::unread_cause(&unproven.cause, unread)),
        });
    }
    resolutions
}

async fn resolve_one(
    client: &Client,
    operation: &Operation,
    unproven: &Unproven,
    now: &Json,
    attempt: &Attempt,
) -> Resolution {
    let mut other = None;
    if let Some(body) = created(&operation) {
        for user in now.items() {
            if !evidence::shows_identity(&user, body) {
                continue;
            }
            if let Some(creation) = attempt.creation(operation)
                && is_new(&user, &attempt.before)
                && is_own_creation(client, body, &user, creation).await
            {
                return Resolution::last(Verdict::done(user, Evidence::ReadBack));
            }
            other = id_of(&user).map(|_| user).or(other);
        }
    }
    match other {
        Some(user) if unproven.cause.maybe_done => {
            let conflict = found_other_user(&user);
            Resolution::last(Verdict::not_done(conflict, Some(Evidence::ReadBack)))
        }
        // A refusal by a server before Workfront is trusted if no earlier transmission was lost.
        None if evidence::is_gateway_refusal(&unproven.cause) && !unproven.cause.after_loss => {
            Resolution::last(Verdict::refused(unproven.cause.clone()))
        }
        None if unproven.cause.maybe_done => unknown(operation, &unproven.cause),
        _ => Resolution {
            verdict: Verdict::refused(unproven.cause.clone()),
            may_resend: !attempt.is_single,
        },
    }
}

fn is_new(user: &Json, before: &Json) -> bool {
    let id = user.get_str("ID");
    id.is_some() && !before.items().any(|known| known.get_str("ID") == id)
}

fn unknown(operation: &Operation, cause: &Error) -> Resolution {
    let error = operation.outcome_unknown(cause);
    let error = error.with_field("emailAddr").with_hint(SEARCH_FIRST);
    Resolution::last(Verdict::unknown(error))
}
