//! Users that a batch creates: who has their addresses before and, where a response was lost, whether they are there after.

use super::Operation;
use super::resolve::{Attempt, Open, Settled, cause_of};
use super::verdict::Verdict;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    ApiRequest,
    evidence::{Evidence, is_bare_refusal},
    filter::{Filter, Modifier, Selection},
};
use crate::services::users::{claims::Creation, found_somebody, id_of, is_own_creation};

/// What is read of a user who may have been created.
pub(super) const FIELDS: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
];

/// What shows besides whether this run has made a user.
const ORIGIN: &[&str] = &["extRefID", "accessLevelID", "entryDate", "enteredByID"];

/// The fields that no two users share.
const KEYS: &[(&str, Modifier)] = &[("emailAddr", Modifier::Ciin), ("extRefID", Modifier::In)];

/// The most users of a page.
const MOST: usize = 2_000;

/// What to do where nobody knows whether there is a new user.
const LOOK_FIRST: &str =
    "Search for the e-mail address (also among inactive users) before you create the user again.";

/// The fields of a new user by which it can be found again.
pub(super) fn keys(body: &Json) -> Vec<String> {
    let mut keys = Vec::new();
    for (name, _) in KEYS {
        if !body.str_or_default(name).trim().is_empty() {
            keys.push((*name).to_owned());
        }
    }
    keys
}

/// Whether a new user can be found again.
pub(super) fn has_key(body: &Json) -> bool {
    !keys(body).is_empty()
}

/// The users with the addresses and references that these operations create; nothing is asked where they create none.
///
/// # Errors
/// The look-up failed, or gave more users than were asked for.
pub(super) async fn look_up_before(client: &Client, group: &[&Operation]) -> Result<Json> {
    look_up(client, group, FIELDS).await
}

async fn look_up(client: &Client, group: &[&Operation], fields: &[&str]) -> Result<Json> {
    let mut any_of = Vec::new();
    for &(name, modifier) in KEYS {
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
    let mut request = ApiRequest::search("user", selection, fields, None)?;
    request.query.add("$$FIRST", "0");
    request.query.add("$$LIMIT", &MOST.to_string());
    let users = client.send(request).await?;
    if users.is_array() && users.len() <= MOST {
        return Ok(users);
    }
    let message = "Workfront's response to the search is not a list of the users asked for";
    Err(Error::new(ErrorKind::UnexpectedResponse, message))
}

fn created<'a>(operation: &&'a Operation) -> Option<&'a Json> {
    operation.body.as_ref().filter(|_| operation.creates_user())
}

/// What became of creations whose request failed, or whose response doesn't show them. An empty look-up proves nothing, so
/// only what was refused may be sent again.
pub(super) async fn settle(
    client: &Client,
    group: &[(&Operation, Open)],
    attempt: &Attempt,
) -> Vec<Settled> {
    let mut operations = Vec::with_capacity(group.len());
    for (operation, _) in group {
        operations.push(*operation);
    }
    let is_refused = |open: &Open| !open.cause.maybe_done && open.cause.kind != ErrorKind::Conflict;
    let needs_no_look = attempt.alone && group.iter().all(|(_, open)| is_refused(open));
    let now = match needs_no_look {
        true => Ok(Json::array()),
        false => look_up(client, &operations, &[FIELDS, ORIGIN].concat()).await,
    };
    let mut settled = Vec::with_capacity(group.len());
    for (operation, open) in group {
        settled.push(match &now {
            Ok(now) => found_or_not(client, operation, open, now, attempt).await,
            Err(second) => unknown(operation, cause_of(&open.cause, second)),
        });
    }
    settled
}

async fn found_or_not(
    client: &Client,
    operation: &Operation,
    open: &Open,
    now: &Json,
    attempt: &Attempt,
) -> Settled {
    let mut somebody = None;
    if let Some(body) = created(&operation) {
        for user in now.items() {
            if !has_same_key(&user, body) {
                continue;
            }
            if let Some(creation) = attempt.creation(operation)
                && is_new(&user, &attempt.before)
                && is_own_creation(client, body, &user, (creation, attempt.started)).await
            {
                return Settled::last(Verdict::done(user, Evidence::ReadBack));
            }
            somebody = id_of(&user).map(|_| user).or(somebody);
        }
    }
    match somebody {
        Some(user) if open.cause.maybe_done => {
            let conflict = found_somebody(&user);
            Settled::last(Verdict::not_done(conflict, Some(Evidence::ReadBack)))
        }
        // A refusal by a server before Workfront counts, where nothing was sent before.
        None if is_bare_refusal(&open.cause) && !open.cause.after_loss => {
            Settled::last(Verdict::refused(open.cause.clone()))
        }
        None if open.cause.maybe_done => unknown(operation, open.cause.clone()),
        _ => Settled {
            verdict: Verdict::refused(open.cause.clone()),
            again: !attempt.alone,
        },
    }
}

impl Attempt {
    /// The creations of a group begin; nobody else in this process may claim what they make.
    pub(super) fn begin(client: &Client, group: &[&Operation]) -> Vec<(String, Creation)> {
        let mut creations = Vec::new();
        for operation in group.iter().filter(|operation| operation.creates_user()) {
            let email = operation.email().unwrap_or_default();
            let creation = Creation::begin(client, &email);
            creations.push((email, creation));
        }
        creations
    }

    /// The creation that an operation is.
    pub(super) fn creation(&self, operation: &Operation) -> Option<&Creation> {
        let email = operation.email().unwrap_or_default();
        let is_own = |(own, _): &&(String, Creation)| *own == email;
        self.creations
            .iter()
            .find(is_own)
            .map(|(_, creation)| creation)
    }
}

fn has_same_key(user: &Json, body: &Json) -> bool {
    KEYS.iter().any(|(name, _)| {
        let (own, wanted) = (user.str_or_default(name), body.str_or_default(name));
        !wanted.trim().is_empty() && own.trim().eq_ignore_ascii_case(wanted.trim())
    })
}

fn is_new(user: &Json, before: &Json) -> bool {
    let id = user.get_str("ID");
    id.is_some() && !before.items().any(|known| known.get_str("ID") == id)
}

fn unknown(operation: &Operation, cause: Error) -> Settled {
    let mut verdict = Verdict::unknown(&cause, &operation.what_was_done());
    verdict.outcome = verdict
        .outcome
        .map_err(|error| error.with_field("emailAddr").with_hint(LOOK_FIRST));
    Settled::last(verdict)
}
