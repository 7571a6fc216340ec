//! Reads the people whom guarded writes concern, and judges the writes.

use super::fields::fields;
use super::judge::judge_together;
use super::options::GuardOptions;
use super::verdict::{Candidate, Verdict};
use super::write::{Guarded, Target};
use super::{Effect, Reservation, held};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::filter::{Filter, Modifier, Selection};
use crate::protocol::{SortedIndex, evidence::is_same_key};
use crate::services::users::{LOOK_UP_CHUNK, Page, look_up, search};

/// What the guards say to operations, each of which is carried out as a whole or not at all.
#[derive(Debug)]
pub struct Checked {
    /// For each operation, why it must not be carried out: kind `forbidden` with the reason, or `notFound` if Workfront
    /// shows no such person.
    pub refusals: Vec<Option<Error>>,
    /// As in [`Judgement`](super::Judgement).
    pub limit: Option<Error>,
    /// For each operation, the people whom it shuts out.
    people: Vec<Vec<String>>,
    reservation: Reservation,
}

impl Checked {
    /// Ends when the writes have ended: people of operations that were certainly not carried out don't count in the last
    /// hour.
    pub fn end(mut self, may_be_done: impl Fn(usize) -> bool) {
        let mut done = Vec::new();
        let mut not_done = Vec::new();
        for (at, people) in self.people.into_iter().enumerate() {
            match may_be_done(at) {
                true => done.extend(people),
                false => not_done.extend(people),
            }
        }
        let done = SortedIndex::new(done);
        for person in &not_done {
            if done.first(person).is_none() {
                self.reservation.release(person);
            }
        }
    }
}

/// Reads the people and judges the guarded writes of each operation. If one of them must not be carried out, none of its
/// operation is, and nobody in it counts. Costs 1 request for each 500 people, 1 for each 500 approvals, and as many as
/// [`judge`](super::judge); none if there is no guarded write.
///
/// # Errors
/// As for [`judge`](super::judge); a read failed.
pub async fn check(
    client: &Client,
    operations: &[Vec<Guarded>],
    options: GuardOptions,
) -> Result<Checked> {
    let approvals = approvals_of(client, operations).await?;
    let mut ids = Vec::new();
    let mut effects = Vec::new();
    for write in operations.iter().flatten() {
        if let Some(id) = user_of(write, &approvals) {
            ids.push(id.as_str().to_owned());
        }
        effects.push(write.effect.clone());
    }
    let people = people(client, ids, &fields(client, &effects)).await?;
    let index = SortedIndex::new(people.iter().map(key_of).collect());
    let mut candidates = Vec::new();
    let mut groups = Vec::new();
    let mut refusals = Vec::with_capacity(operations.len());
    let mut people_of = Vec::with_capacity(operations.len());
    for (at, operation) in operations.iter().enumerate() {
        let mut refusal = None;
        let mut own = Vec::new();
        for write in operation {
            let found = user_of(write, &approvals).and_then(|id| {
                let position = index.first(&id.as_str().to_ascii_lowercase())?;
                people.get(position)
            });
            match (&write.target, found) {
                (Target::Everyone, _) => refusal = refusal.or_else(|| Some(held::everyone())),
                (Target::OwnUser, _) => refusal = refusal.or_else(|| Some(held::own_key())),
                (Target::User(id), None) => refusal = refusal.or_else(|| Some(held::not_found(id))),
                (Target::Approval(id), None) => {
                    refusal = refusal.or_else(|| Some(unknown_approval(id)));
                }
                (Target::User(_) | Target::Approval(_), Some(person)) => own.push(Candidate {
                    person: person.clone(),
                    effect: write.effect.clone(),
                }),
            }
        }
        if refusal.is_some() {
            own.clear();
        }
        people_of.push(own.iter().map(|one| key_of(&one.person)).collect());
        groups.resize(groups.len() + own.len(), at);
        candidates.append(&mut own);
        refusals.push(refusal);
    }
    let judgement = judge_together(client, &candidates, &groups, options).await?;
    for (&at, verdict) in groups.iter().zip(judgement.verdicts) {
        if let Verdict::Held(error) = verdict {
            refusals[at].get_or_insert(error);
        }
    }
    Ok(Checked {
        refusals,
        limit: judgement.limit,
        people: people_of,
        reservation: judgement.reservation,
    })
}

/// The same for writes that are carried out together or not at all.
///
/// # Errors
/// As for [`check`]; kind `forbidden` if one of them must not be carried out, `notFound` if Workfront shows no such person.
pub async fn check_one(
    client: &Client,
    writes: Vec<Guarded>,
    options: GuardOptions,
) -> Result<Reservation> {
    let checked = check(client, &[writes], options).await?;
    let refusal = checked.refusals.into_iter().flatten().next();
    match refusal.or(checked.limit) {
        Some(error) => Err(error),
        None => Ok(checked.reservation),
    }
}

/// The user whom a write names.
fn user_of(write: &Guarded, approvals: &[Json]) -> Option<Id> {
    match &write.target {
        Target::User(id) => Some(id.clone()),
        Target::Approval(id) => approved_user(approvals, id),
        Target::OwnUser | Target::Everyone => None,
    }
}

fn unknown_approval(id: &Id) -> Error {
    let message = format!("There is no approval {id} that names a user");
    Error::new(ErrorKind::NotFound, message)
        .about(id.as_str())
        .with_hint("Nothing was changed. Name the user by userIDs instead.")
}

fn key_of(person: &Json) -> String {
    person.str_or_default("ID").to_ascii_lowercase()
}

/// Reads these users, once each. Costs 1 request for each 500.
async fn people(client: &Client, mut ids: Vec<String>, fields: &[&str]) -> Result<Vec<Json>> {
    ids.sort_unstable();
    ids.dedup();
    let mut people = Vec::with_capacity(ids.len());
    let mut on_chunk = |from: usize, users: Result<Json>| {
        let to = ids.len().min(from + LOOK_UP_CHUNK);
        add_rows(&users?, &ids[from..to], &mut people)
    };
    look_up(client, "ID", Modifier::In, &ids, fields, &mut on_chunk).await?;
    Ok(people)
}

/// Adds the rows of a search for these IDs. A row of another object could stand in place of one that is there, so that its
/// absence would prove nothing.
fn add_rows(found: &Json, ids: &[String], rows: &mut Vec<Json>) -> Result<()> {
    for row in found.items() {
        let id = row.str_or_default("ID");
        if !ids.iter().any(|known| is_same_key(known, &id)) {
            let message = "Workfront's response to the search for the people to be changed shows something else";
            return Err(
                Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
                    "Nothing was changed. Check that no cache or proxy changes responses.",
                ),
            );
        }
        rows.push(row);
    }
    Ok(())
}

/// The approvals that the writes name. Costs 1 request for each 500.
async fn approvals_of(client: &Client, operations: &[Vec<Guarded>]) -> Result<Vec<Json>> {
    let mut ids = Vec::new();
    for write in operations.iter().flatten() {
        if let Target::Approval(id) = &write.target {
            ids.push(id.as_str().to_owned());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    let mut approvals = Vec::new();
    for chunk in ids.chunks(LOOK_UP_CHUNK) {
        let selection = Selection {
            filters: &[Filter::on("ID", Modifier::In, chunk.to_vec())],
            any_of: &[],
        };
        let fields = &["ID", "userID"];
        let found = search(client, "userapproval", selection, fields, Page::first()).await?;
        add_rows(&found, chunk, &mut approvals)?;
    }
    Ok(approvals)
}

fn approved_user(approvals: &[Json], id: &Id) -> Option<Id> {
    let approval = approvals
        .iter()
        .find(|one| is_same_key(&one.str_or_default("ID"), id.as_str()))?;
    Id::parse(&approval.get_str("userID")?)
}

/// The writes of one effect on these users.
pub fn on_users<'a>(ids: impl IntoIterator<Item = &'a Id>, effect: &Effect) -> Vec<Guarded> {
    let guarded = |id: &Id| Guarded {
        target: Target::User(id.clone()),
        effect: effect.clone(),
    };
    ids.into_iter().map(guarded).collect()
}
