//! The verdicts on guarded writes of people who were read.

use super::administrators::{self, Administrators, is_administrator, may_be_administrator};
use super::effect::{Effect, effect_of};
use super::history::{self, Reservation};
use super::protection::Protection;
use super::refused::is_refused;
use super::{held, limit};
use crate::client::{Client, OwnUser, list};
use crate::error::{Error, ErrorKind, GuardReason, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::evidence::is_same_key;
use crate::services::users::id_of;

/// The guards' settings of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct GuardOptions {
    /// Whether administrators may be shut out.
    pub include_administrators: bool,
    /// How many people may be shut out, instead of the connection's limit.
    pub max_people: Option<u32>,
    /// Whether nothing is written: then nobody counts in the last hour.
    pub dry_run: bool,
}

impl GuardOptions {
    /// The settings of an action that treats one person.
    pub fn for_one(include_administrators: Option<bool>) -> Self {
        GuardOptions {
            include_administrators: include_administrators == Some(true),
            ..GuardOptions::default()
        }
    }
}

/// A guarded write of a person.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The person, with the fields that [`fields`] names.
    pub person: Json,
    /// What the write does.
    pub effect: Effect,
}

/// What a guard says to one write.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It changes nothing that is guarded: an inactive person is deactivated, or a field has the value already.
    Unaffected,
    /// It may be carried out.
    Allowed,
    /// It must not be carried out; kind `forbidden`, with the reason.
    Held(Error),
}

/// What the guards say to a run.
#[derive(Debug)]
pub struct Judgement {
    /// A verdict for each write, in their order.
    pub verdicts: Vec<Verdict>,
    /// Kind `forbidden`, reason `limit`: more people than the limit would be shut out, and the whole run must stop before its
    /// first write. A dry run reports it.
    pub limit: Option<Error>,
    /// Counts the people in the last hour. Drop it when the writes have ended.
    pub reservation: Reservation,
}

impl Judgement {
    /// The judgement of a run with the only write, which fails where it must not be carried out.
    ///
    /// # Errors
    /// Kind `forbidden`, with the reason.
    pub fn into_only(self) -> Result<Reservation> {
        for verdict in self.verdicts {
            if let Verdict::Held(error) = verdict {
                return Err(error);
            }
        }
        match self.limit {
            Some(error) => Err(error),
            None => Ok(self.reservation),
        }
    }
}

/// The fields to read of people before [`judge`].
pub fn fields(client: &Client, effects: &[Effect]) -> Vec<&'static str> {
    let mut fields = vec!["ID", "isActive", "username", "emailAddr", "accessLevelID"];
    fields.extend_from_slice(administrators::FIELDS);
    if !list(&client.tenant().safety.protect.groups).is_empty() {
        fields.extend(["homeGroupID", "userGroups:groupID"]);
    }
    for effect in effects {
        for field in effect.compared_fields() {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    fields
}

/// The fields that an action reads of a person, and those that the guards need before these changes.
pub fn fields_beside<'a>(client: &Client, read: &[&'a str], changes: &Json) -> Vec<&'a str> {
    let mut all = read.to_vec();
    if let Some(effect) = effect_of(changes) {
        for field in fields(client, &[effect]) {
            if !all.contains(&field) {
                all.push(field);
            }
        }
    }
    all
}

/// Judges changes of one person who was read; changes that aren't guarded cost nothing.
///
/// # Errors
/// As for [`judge`]; kind `forbidden` if they must not be carried out.
pub async fn judge_changes(
    client: &Client,
    person: &Json,
    changes: &Json,
    options: GuardOptions,
) -> Result<Reservation> {
    match effect_of(changes) {
        Some(effect) => judge_one(client, person, effect, options).await,
        None => Ok(Reservation::default()),
    }
}

/// Judges the guarded writes of one run. Costs 1 request once a connection for the own user, 1 for each name in `protect` that
/// isn't cached, 1 if an administrator would be shut out, 1 an hour if more than ten people would be; none if no write
/// changes anything that is guarded.
///
/// # Errors
/// A name in `protect` can't be resolved, or a request failed. Nothing may be written then.
pub async fn judge(
    client: &Client,
    candidates: &[Candidate],
    options: GuardOptions,
) -> Result<Judgement> {
    let groups: Vec<usize> = (0..candidates.len()).collect();
    judge_together(client, candidates, &groups, options).await
}

/// The same for writes of which some are carried out together or not at all: those that follow one another with the same
/// number in `groups`. If one is held back, all of them are.
///
/// # Errors
/// As for [`judge`].
pub(super) async fn judge_together(
    client: &Client,
    candidates: &[Candidate],
    groups: &[usize],
    options: GuardOptions,
) -> Result<Judgement> {
    let mut verdicts = Vec::with_capacity(candidates.len());
    let known_own = client.known_own_user();
    // Whoever can sign in is active: a response that shows the own user as inactive is false.
    let is_own = |id: &str| {
        let own = known_own.as_ref();
        own.is_some_and(|own| is_same_key(own.as_str(), id))
    };
    for candidate in candidates {
        let is_changed = candidate.effect.changes(&candidate.person)
            || (candidate.effect.deactivates() && is_own(&id_text(&candidate.person)));
        verdicts.push(match is_changed {
            true => Verdict::Allowed,
            false => Verdict::Unaffected,
        });
    }
    if !verdicts.iter().any(is_allowed) {
        return Ok(Judgement {
            verdicts,
            limit: None,
            reservation: Reservation::default(),
        });
    }
    let protection = Protection::resolve(client).await?;
    let own = match client.own_user().await {
        Ok(own) => Ok(own),
        Err(error) if error.reason == Some(GuardReason::OwnUserUnknown.into()) => Err(error),
        Err(error) => return Err(error),
    };
    for (candidate, verdict) in candidates.iter().zip(&mut verdicts) {
        if is_allowed(verdict)
            && let Some(error) = hold(candidate, &own, &protection, options)
        {
            *verdict = Verdict::Held(error);
        }
    }
    hold_together(groups, &mut verdicts);
    let key = history::key_of(client);
    let ids = allowed_ids(candidates, &verdicts);
    let maximum = options.max_people.or(client.tenant().safety.max_people);
    let limit = limit::limit(client, &key, &ids, maximum).await?;
    let administrators = administrators(client, candidates, &verdicts).await?;
    // Without a request from here on, so that concurrent calls can't both be the last one.
    let now = client.now();
    if let Some(administrators) = administrators {
        hold_last(administrators, &key, now, candidates, &own, &mut verdicts);
        hold_together(groups, &mut verdicts);
    }
    let ids = allowed_ids(candidates, &verdicts);
    let limit = limit::exceeded(&key, now, &ids, limit);
    let reservation = match options.dry_run || limit.is_some() {
        true => Reservation::default(),
        false => Reservation::of(&key, now, &ids),
    };
    Ok(Judgement {
        verdicts,
        limit,
        reservation,
    })
}

/// Judges the guarded write of one person who was read.
///
/// # Errors
/// As for [`judge`]; kind `forbidden` if it must not be carried out.
pub async fn judge_one(
    client: &Client,
    person: &Json,
    effect: Effect,
    options: GuardOptions,
) -> Result<Reservation> {
    let candidate = Candidate {
        person: person.clone(),
        effect,
    };
    judge(client, &[candidate], options).await?.into_only()
}

fn is_allowed(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Allowed)
}

fn id_text(person: &Json) -> String {
    id_of(person).map_or_else(String::new, |id| id.as_str().to_owned())
}

fn allowed_ids(candidates: &[Candidate], verdicts: &[Verdict]) -> Vec<String> {
    let mut ids = Vec::new();
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        if is_allowed(verdict) {
            ids.push(id_text(&candidate.person));
        }
    }
    ids
}

/// Why the write of one person is held back, as far as that depends on the person alone.
fn hold(
    candidate: &Candidate,
    own: &Result<OwnUser>,
    protection: &Protection,
    options: GuardOptions,
) -> Option<Error> {
    let person = &candidate.person;
    let id = id_text(person);
    match own {
        Err(error) => return Some(error.clone().about(&id)),
        Ok(OwnUser::Known(own)) if is_same_key(own.as_str(), &id) => {
            return Some(held::own_user(&id));
        }
        Ok(OwnUser::Known(_) | OwnUser::DeclaredUnknown) => {}
    }
    if let Some(what) = protection.reason(&id, person) {
        return Some(held::protected(&id, &what));
    }
    let is_admin = is_administrator(person);
    if is_admin != Some(false) && !options.include_administrators {
        return Some(held::administrator(&id, is_admin.is_some()));
    }
    None
}

/// Holds back what is carried out together with a write that is held back.
fn hold_together(groups: &[usize], verdicts: &mut [Verdict]) {
    let mut rest = verdicts;
    for group in groups.chunk_by(|one, other| one == other) {
        let (verdicts, others) = rest.split_at_mut(group.len());
        rest = others;
        let held = verdicts.iter().find_map(|verdict| match verdict {
            Verdict::Held(error) => Some(error.clone()),
            _ => None,
        });
        let Some(error) = held else { continue };
        for verdict in verdicts.iter_mut().filter(|verdict| is_allowed(verdict)) {
            *verdict = Verdict::Held(error.clone());
        }
    }
}

/// Whether a write shuts out someone who is, or may be, an active administrator.
fn ends_administrator(candidate: &Candidate, verdict: &Verdict) -> bool {
    is_allowed(verdict)
        && may_be_administrator(&candidate.person)
        && candidate.person.get_bool("isActive") != Some(false)
}

/// The active administrators, if any would be shut out; the error of a refused search. Costs 1 request then.
async fn administrators(
    client: &Client,
    candidates: &[Candidate],
    verdicts: &[Verdict],
) -> Result<Option<Result<Administrators>>> {
    let pairs = candidates.iter().zip(verdicts);
    let count = pairs
        .filter(|(candidate, verdict)| ends_administrator(candidate, verdict))
        .count();
    if count == 0 {
        return Ok(None);
    }
    match administrators::active(client, count).await {
        Err(error) if !is_refused(&error) => Err(error),
        found => Ok(Some(found)),
    }
}

/// Holds administrators back without whom no other active one would remain.
fn hold_last(
    administrators: Result<Administrators>,
    key: &str,
    now: f64,
    candidates: &[Candidate],
    own: &Result<OwnUser>,
    verdicts: &mut [Verdict],
) {
    let own = match own {
        Ok(OwnUser::Known(own)) => Some(own.as_str()),
        Ok(OwnUser::DeclaredUnknown) | Err(_) => None,
    };
    // The own user may be among those who remain.
    let least = if own.is_some() { 1 } else { 2 };
    let (mut remaining, unread) = match administrators {
        Ok(administrators) => (administrators.besides(key, now, own), None),
        Err(error) => (Vec::new(), Some(error)),
    };
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        if !ends_administrator(candidate, verdict) {
            continue;
        }
        let id = id_text(&candidate.person);
        let is_other = |known: &String| !is_same_key(known, &id);
        if remaining.iter().filter(|known| is_other(known)).count() >= least {
            remaining.retain(is_other);
            continue;
        }
        *verdict = Verdict::Held(match &unread {
            Some(cause) => held::administrators_unknown(&id, cause),
            None => held::last_administrator(&id, own.is_some()),
        });
    }
}

/// The error for a person whom Workfront doesn't show.
pub(super) fn not_found(id: &Id) -> Error {
    Error::new(ErrorKind::NotFound, format!("There is no user {id}"))
        .about(id.as_str())
        .with_hint("Nothing was changed. Check the ID: the user doesn't exist, or the connection's user may not see them.")
}
