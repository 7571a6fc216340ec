//! The verdicts on guarded writes of people who were read.

use super::administrators::is_administrator;
use super::effect::{Effect, effect_of};
use super::history;
use super::last_administrator::{administrators, hold_last};
use super::lifting::{Watched, lifted};
use super::options::GuardOptions;
use super::protection::Protection;
use super::reservation::Reservation;
use super::verdict::{Candidate, Judgement, Verdict};
use super::{held, limit};
use crate::client::{Client, OwnUser};
use crate::error::{Error, GuardReason, Result};
use crate::json::Json;
use crate::protocol::evidence::is_same_key;

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
    match effect_of(changes, Watched::of(client)) {
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
            || (candidate.effect.deactivates() && is_own(&candidate.id()));
        verdicts.push(match is_changed {
            _ if candidate.is_futile() => Verdict::Held(held::pending(&candidate.id())),
            true => Verdict::Allowed,
            false => Verdict::Unaffected,
        });
    }
    let may_lift = |candidate: &Candidate| !candidate.effect.protecting().is_empty();
    let shuts_out = verdicts.iter().any(Verdict::is_allowed);
    let protection = match shuts_out || candidates.iter().any(may_lift) {
        true => Protection::resolve(client).await?,
        false => Protection::default(),
    };
    for (candidate, verdict) in candidates.iter().zip(&mut verdicts) {
        if matches!(verdict, Verdict::Unaffected)
            && let Some(error) = hold_lifting(candidate, &protection)
        {
            *verdict = Verdict::Held(error);
        }
    }
    if !shuts_out {
        return Ok(Judgement {
            verdicts,
            limit: None,
            most: None,
            reservation: Reservation::default(),
        });
    }
    let own = match client.own_user().await {
        Ok(own) => Ok(own),
        Err(error) if error.reason == Some(GuardReason::OwnUserUnknown.into()) => Err(error),
        Err(error) => return Err(error),
    };
    for (candidate, verdict) in candidates.iter().zip(&mut verdicts) {
        if verdict.is_allowed()
            && let Some(error) = hold(candidate, &own, &protection, options)
        {
            *verdict = Verdict::Held(error);
        }
    }
    hold_together(groups, &mut verdicts);
    let key = history::key_of(client);
    let ids = allowed_ids(candidates, &verdicts);
    let maximum = options.max_people.or(client.tenant().safety.max_people);
    let most = limit::limit(client, &key, &ids, maximum).await?;
    let administrators = administrators(client, candidates, &verdicts).await?;
    // Without a request from here on, so that concurrent calls can't both be the last one.
    let now = client.now();
    if let Some(administrators) = administrators {
        hold_last(administrators, &key, candidates, &own, &mut verdicts);
        hold_together(groups, &mut verdicts);
    }
    let ids = allowed_ids(candidates, &verdicts);
    let limit = limit::exceeded(&key, now, &ids, most, all_end(candidates, &verdicts));
    let reservation = match options.dry_run || limit.is_some() {
        true => Reservation::default(),
        false => Reservation::of(&key, now, &ids),
    };
    Ok(Judgement {
        verdicts,
        limit,
        most: Some(most),
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

fn allowed_ids(candidates: &[Candidate], verdicts: &[Verdict]) -> Vec<String> {
    let mut ids = Vec::new();
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        if verdict.is_allowed() {
            ids.push(candidate.id());
        }
    }
    ids
}

/// Whether all of those who may be written lose their access.
fn all_end(candidates: &[Candidate], verdicts: &[Verdict]) -> bool {
    let mut allowed = candidates.iter().zip(verdicts);
    allowed.all(|(candidate, verdict)| {
        !verdict.is_allowed() || candidate.effect.ends_access(&candidate.person)
    })
}

/// Why the write of one person is held back, as far as that depends on the person alone.
fn hold(
    candidate: &Candidate,
    own: &Result<OwnUser>,
    protection: &Protection,
    options: GuardOptions,
) -> Option<Error> {
    let person = &candidate.person;
    let id = candidate.id();
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

/// Why a write is held back that shuts nobody out: the next one could.
fn hold_lifting(candidate: &Candidate, protection: &Protection) -> Option<Error> {
    let (field, what) = lifted(protection, candidate.effect.protecting(), &candidate.person)?;
    Some(held::unprotects(&candidate.id(), field, &what))
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
        for verdict in verdicts.iter_mut().filter(|verdict| verdict.is_allowed()) {
            *verdict = Verdict::Held(error.clone());
        }
    }
}
