//! Reads the people whom guarded writes concern, and judges the writes.

use super::judge::{Candidate, GuardOptions, Judgement, Verdict, fields, judge, not_found};
use super::recognise::{Guarded, Target};
use super::{Effect, Reservation, held};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::filter::{Filter, Modifier, Selection};
use crate::protocol::{SortedIndex, evidence::is_same_key};
use crate::services::users::{Page, by_ids, search};

/// How many people one request reads.
const CHUNK: usize = 500;

/// Reads the people and judges the writes. Costs 1 request for each 500 people, 1 for each 500 approvals, and as many as
/// [`judge`].
///
/// # Errors
/// As for [`judge`]; a read failed.
pub async fn check(
    client: &Client,
    writes: &[Guarded],
    options: GuardOptions,
) -> Result<Judgement> {
    let approvals = approvals_of(client, writes).await?;
    let user_of = |write: &Guarded| match &write.target {
        Target::User(id) => Some(id.clone()),
        Target::Approval(id) => approved_user(&approvals, id),
        Target::OwnUser | Target::Everyone => None,
    };
    let mut ids = Vec::new();
    let mut effects = Vec::new();
    for write in writes {
        if let Some(id) = user_of(write) {
            ids.push(id.as_str().to_owned());
        }
        effects.push(write.effect.clone());
    }
    let people = people(client, ids, &fields(client, &effects)).await?;
    let index = SortedIndex::new(people.iter().map(key_of).collect());
    let mut candidates = Vec::new();
    let mut fixed: Vec<Option<Verdict>> = Vec::with_capacity(writes.len());
    for write in writes {
        let found = user_of(write).and_then(|id| {
            let key = id.as_str().to_ascii_lowercase();
            let position = index.first(&key)?;
            people.get(position)
        });
        fixed.push(match (&write.target, found) {
            (Target::Everyone, _) => Some(Verdict::Held(held::everyone())),
            (Target::OwnUser, _) => Some(Verdict::Held(held::own_key())),
            (Target::User(_) | Target::Approval(_), None) => Some(Verdict::NotFound),
            (Target::User(_) | Target::Approval(_), Some(person)) => {
                candidates.push(Candidate {
                    person: person.clone(),
                    effect: write.effect.clone(),
                });
                None
            }
        });
    }
    let judgement = judge(client, &candidates, options).await?;
    let mut judged = judgement.verdicts.into_iter();
    let mut verdicts = Vec::with_capacity(fixed.len());
    for verdict in fixed {
        verdicts.push(
            verdict
                .or_else(|| judged.next())
                .unwrap_or(Verdict::NotFound),
        );
    }
    Ok(Judgement {
        verdicts,
        limit: judgement.limit,
        reservation: judgement.reservation,
    })
}

/// The same for writes that are carried out together or not at all.
///
/// # Errors
/// As for [`check`]; kind `forbidden` if one of them must not be carried out, `notFound` if Workfront shows no such person.
pub async fn check_one(
    client: &Client,
    writes: &[Guarded],
    options: GuardOptions,
) -> Result<Reservation> {
    if writes.is_empty() {
        return Ok(Reservation::default());
    }
    let judgement = check(client, writes, options).await?;
    for (write, verdict) in writes.iter().zip(&judgement.verdicts) {
        if let Verdict::NotFound = verdict {
            return Err(match &write.target {
                Target::User(id) => not_found(id),
                Target::Approval(id) => unknown_approval(id),
                Target::OwnUser | Target::Everyone => held::everyone(),
            });
        }
    }
    judgement.into_only()
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
    for chunk in ids.chunks(CHUNK) {
        let users = by_ids(client, "ID", Modifier::In, chunk.to_vec(), fields).await?;
        add_rows(&users, chunk, &mut people)?;
    }
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
async fn approvals_of(client: &Client, writes: &[Guarded]) -> Result<Vec<Json>> {
    let mut ids = Vec::new();
    for write in writes {
        if let Target::Approval(id) = &write.target {
            ids.push(id.as_str().to_owned());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    let mut approvals = Vec::new();
    for chunk in ids.chunks(CHUNK) {
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
