//! Users that a batch creates: who has their addresses before and, where a response was lost, whether they are there after.

use super::Verdict;
use super::attempt::{Attempt, Resolution, Unproven};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    batch::{Operation, new_user},
    evidence::{self, Evidence},
    filter::{Filter, Selection},
};
use crate::services::users::{LOOK_FIRST, Page, found_somebody, id_of, is_own_creation, page};

/// What shows besides whether this run has made a user.
const ORIGIN: &[&str] = &["extRefID", "accessLevelID", "entryDate", "enteredByID"];

/// The users with the addresses and references that these operations create; nothing is asked where they create none.
///
/// # Errors
/// The look-up failed, or gave more users than were asked for.
pub(super) async fn look_up_before(client: &Client, group: &[&Operation]) -> Result<Json> {
    look_up(client, group, new_user::FIELDS).await
}

async fn look_up(client: &Client, group: &[&Operation], fields: &[&str]) -> Result<Json> {
    let mut any_of = Vec::new();
    for &(name, modifier) in new_user::KEYS {
        let mut values = Vec::new();
        for body in group.iter().filter_map(|operation| created(operation)) {
            values.extend(body.get_str(name).filter(|value| !value.trim().is_empty()));
        }
        if !values.is_empty() {
            any_of.push(vec![Filter::on(name, modifier, values)]);
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

/// What became of creations whose request failed, or whose response doesn't show them. An empty look-up proves nothing, so
/// only what was refused may be sent again.
pub(super) async fn resolve(
    client: &Client,
    group: &[(&Operation, Unproven)],
    attempt: &Attempt,
) -> Vec<Resolution> {
    let mut operations = Vec::with_capacity(group.len());
    for (operation, _) in group {
        operations.push(*operation);
    }
    let is_refused =
        |open: &Unproven| !open.cause.maybe_done && open.cause.kind != ErrorKind::Conflict;
    let needs_no_look = attempt.is_single && group.iter().all(|(_, open)| is_refused(open));
    let now = match needs_no_look {
        true => Ok(Json::array()),
        false => look_up(client, &operations, &[new_user::FIELDS, ORIGIN].concat()).await,
    };
    let mut resolutions = Vec::with_capacity(group.len());
    for (operation, open) in group {
        resolutions.push(match &now {
            Ok(now) => found_or_not(client, operation, open, now, attempt).await,
            Err(second) => unknown(operation, &evidence::unread_cause(&open.cause, second)),
        });
    }
    resolutions
}

async fn found_or_not(
    client: &Client,
    operation: &Operation,
    open: &Unproven,
    now: &Json,
    attempt: &Attempt,
) -> Resolution {
    let mut somebody = None;
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
            somebody = id_of(&user).map(|_| user).or(somebody);
        }
    }
    match somebody {
        Some(user) if open.cause.maybe_done => {
            let conflict = found_somebody(&user);
            Resolution::last(Verdict::not_done(conflict, Some(Evidence::ReadBack)))
        }
        // A refusal by a server before Workfront counts, where nothing was sent before.
        None if evidence::is_bare_refusal(&open.cause) && !open.cause.after_loss => {
            Resolution::last(Verdict::refused(open.cause.clone()))
        }
        None if open.cause.maybe_done => unknown(operation, &open.cause),
        _ => Resolution {
            verdict: Verdict::refused(open.cause.clone()),
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
    let error = error.with_field("emailAddr").with_hint(LOOK_FIRST);
    Resolution::last(Verdict::unknown(error))
}
