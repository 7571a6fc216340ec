//! Makes the event subscriptions of a URL match a declaration.

use super::declared::{Declared, Receiver};
use super::subscription::Subscription;
use super::{
    service,
    writes::{self, CreateResult},
};
use crate::client::Client;
use crate::error::{Details, Error, ErrorKind, Result};
use crate::model::Id;
use crate::services::batch::Tally;
use serde::Serialize;

/// What was done with a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EnsureOutcome {
    /// It was missing and was created.
    Created,
    /// It existed.
    Exists,
    /// It existed with another authToken; it was deleted and created again.
    Renewed,
    /// It was not declared and was deleted.
    Deleted,
    /// It was not declared and was kept.
    Kept,
    /// It does not match the declaration: see 'error'.
    Failed,
}

/// The result for one subscription.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EnsureEntry {
    /// The subscription's ID; absent if it was not created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The objCode of the object type.
    pub obj_code: String,
    /// The type of event: 'CREATE', 'UPDATE' or 'DELETE'.
    pub event_type: String,
    /// What was done.
    pub outcome: EnsureOutcome,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Details>,
}

const DISABLED: &str = "Workfront has disabled this URL because too many deliveries failed: it retries every 10 minutes, and continues after a successful delivery.";
const FROZEN: &str = "Workfront has frozen this URL and sends no more events to it. No documented call ends that: use another URL, or contact Workfront's support.";
/// The warning about a subscription that is replaced.
pub const GAP: &str = "Events between the deletion and the new creation of a renewed subscription are lost: read those changes with 'changes'.";

/// How to make subscriptions match their declaration.
#[derive(Clone, Copy, Debug)]
pub struct EnsureOptions {
    /// Keep subscriptions of the URL that are not declared.
    pub keep_others: bool,
    /// Replace all subscriptions, for a new token.
    pub renew: bool,
    /// Change nothing.
    pub dry_run: bool,
}

/// The result for each subscription, and remarks.
#[derive(Debug)]
pub struct Ensured {
    /// The declared subscriptions in their order, then the others of the URL.
    pub report: Vec<EnsureEntry>,
    /// Remarks for the caller.
    pub notes: Vec<&'static str>,
}

/// Creates the declared subscriptions that are missing, and deletes those that are not declared. One that fails does not
/// stop the others.
///
/// # Errors
/// The subscriptions can't be listed.
pub async fn ensure(
    client: &Client,
    receiver: &Receiver,
    all: &[Declared],
    how: EnsureOptions,
    progress: &dyn Fn(Tally, usize),
) -> Result<Ensured> {
    let mut others = service::all(client, &receiver.url).await?;
    let mut notes = delivery_notes(&others);
    let mut report = Vec::new();
    let mut tally = Tally::default();
    let mut total = others.len();
    for declared in all {
        total += usize::from(!others.iter().any(|other| declared.is(other)));
    }
    for declared in all {
        let index = others.iter().position(|other| declared.is(other));
        let present = index.map(|index| others.remove(index));
        let is_stale = present
            .as_ref()
            .is_some_and(|present| how.renew || !receiver.may_be(&present.text("authToken")));
        let outcome = match (&present, is_stale) {
            (Some(_), false) => EnsureOutcome::Exists,
            (Some(_), true) => EnsureOutcome::Renewed,
            (None, _) => EnsureOutcome::Created,
        };
        let mut entry = EnsureEntry {
            id: present.map(|present| present.id()),
            obj_code: declared.obj_code(),
            event_type: declared.event().as_str().to_owned(),
            outcome,
            error: None,
        };
        if outcome != EnsureOutcome::Exists && !how.dry_run {
            let made = renew(client, entry.id.as_deref(), declared, receiver).await;
            let was_there = matches!(&made, Ok((_, false)));
            if was_there && entry.outcome == EnsureOutcome::Created {
                entry.outcome = EnsureOutcome::Exists;
            }
            entry.apply(made.map(|(id, _)| id));
        }
        if entry.outcome == EnsureOutcome::Renewed && !notes.contains(&GAP) {
            notes.push(GAP);
        }
        tally.add(entry.outcome == EnsureOutcome::Failed);
        report.push(entry);
        progress(tally, total);
    }
    for other in others {
        let mut entry = EnsureEntry {
            id: Some(other.id()),
            obj_code: other.text("objCode"),
            event_type: other.text("eventType"),
            outcome: EnsureOutcome::Kept,
            error: None,
        };
        if !how.keep_others {
            entry.outcome = EnsureOutcome::Deleted;
            if !how.dry_run
                && let Some(id) = &entry.id
            {
                let done = delete(client, id).await.map(|()| id.clone());
                entry.apply(done);
            }
        }
        tally.add(entry.outcome == EnsureOutcome::Failed);
        report.push(entry);
        progress(tally, total);
    }
    Ok(Ensured { report, notes })
}

impl EnsureEntry {
    fn apply(&mut self, done: Result<String>) {
        match done {
            Ok(id) => self.id = Some(id),
            Err(error) => {
                self.outcome = EnsureOutcome::Failed;
                self.error = Some(error.into_details());
            }
        }
    }
}

/// Remarks on URLs that Workfront has disabled or frozen.
pub fn delivery_notes(subscriptions: &[Subscription]) -> Vec<&'static str> {
    let has_mark = |name: &str| subscriptions.iter().any(|one| one.has_mark(name));
    if has_mark("frozenAt") {
        vec![FROZEN]
    } else if has_mark("disabledAt") {
        vec![DISABLED]
    } else {
        Vec::new()
    }
}

/// Deletes the old subscription first, as Workfront refuses a duplicate. Returns the ID, and whether this run has created
/// the subscription.
async fn renew(
    client: &Client,
    old: Option<&str>,
    declared: &Declared,
    receiver: &Receiver,
) -> Result<(String, bool)> {
    if let Some(old) = old {
        delete(client, old).await?;
    }
    match writes::create(client, declared, receiver).await {
        Ok(CreateResult::Created { id, .. }) => Ok((id, true)),
        // It did not exist before: this run has created it, and the response was lost.
        Ok(CreateResult::Found(found)) => Ok((found.id(), true)),
        // Another run has created it meanwhile.
        Ok(CreateResult::Duplicate) => {
            let found = service::find_duplicate(client, declared, &receiver.url).await?;
            let found = found.ok_or_else(service::not_listed)?;
            Ok((found.id(), false))
        }
        Err(error) if old.is_some() => {
            let hint = format!(
                "The old subscription was deleted and the new one was not created: run this again soon. {}",
                error.hint
            );
            Err(error.with_hint(hint))
        }
        Err(error) => Err(error),
    }
}

async fn delete(client: &Client, id: &str) -> Result<()> {
    let id = Id::parse(id).ok_or_else(|| {
        Error::invalid("id", "Workfront listed a subscription without a valid ID")
    })?;
    match writes::delete(client, &id).await {
        // It was deleted already.
        Err(error) if error.kind == ErrorKind::NotFound => Ok(()),
        outcome => outcome.map(|_| ()),
    }
}
