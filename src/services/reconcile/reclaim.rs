//! Plans to free the seats that nobody uses.

use super::decide::{deactivation, is_technical, technical_message};
use super::limits::{Limits, stop_over_limit};
use super::names::{Found, TenantNames};
use super::tenant::read_users;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::model::Object;
use crate::model::date::{DAY_MS, parse};
use crate::protocol::fields::{add_field, as_strs};
use crate::protocol::filter::{Filter, Selection};
use crate::services::guards::GuardOptions;
use crate::services::plans::{
    self, Change, Draft, HeldReason, NewStep, StepKind, Wanted, add_fields, add_guarded, change_of,
    person, tenant_of,
};
use crate::services::provisioning::rank;
use crate::services::users::Collections;
use std::collections::BTreeMap;

const NEVER: &str = "The person has never signed in: set includeNeverLoggedIn to true if their seat may be freed too.";
const UNKNOWN: &str =
    "Workfront doesn't show when the person signed in, or when the account was created.";

/// The licence of external people, which takes no paid seat.
const EXTERNAL: &str = "X";

/// Which seats to free, and how.
#[derive(Debug)]
pub struct Reclaim<'a> {
    /// After how many days without a login.
    pub inactive_days: u32,
    /// The access level that people get instead; `None`: they are deactivated.
    pub access_level: Option<&'a str>,
    /// Whom the plan may change: who matches these conditions.
    pub scope: &'a [Filter],
    /// Whether people count who have never signed in.
    pub include_never_logged_in: bool,
    /// Whether people with the licence of external people count.
    pub include_external: bool,
    /// Accounts that were created within so many days are left alone.
    pub newer_than_days: u32,
    /// The most people whom the plan may change.
    pub limits: Limits,
    /// Whether administrators may be shut out.
    pub include_administrators: bool,
    /// How many people applying the plan may shut out.
    pub max_people: Option<u32>,
}

/// What a user's logins say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Used,
    Unused,
    Never,
    Unknown,
}

/// Plans to free seats. Costs 1 request for the tenant once a connection, 1 for the access levels, 1 for the count and 1 for every
/// 2000 users in scope, and what the guards cost.
///
/// # Errors
/// No access level has the name, or one that frees nothing; a request failed.
pub async fn reclaim(client: &Client, request: &Reclaim<'_>, draft: &mut Draft) -> Result<()> {
    tenant_of(client).await?;
    let names = TenantNames::read(client, &[Object::AccessLevel]).await?;
    let level = match request.access_level {
        None => None,
        Some(name) => Some(level_of(&names, name)?),
    };
    let wanted = wanted(level.as_deref(), request.access_level, &names);
    let fields = fields_to_read(client, &wanted);
    let selection = Selection {
        filters: request.scope,
        any_of: &[],
    };
    let mut active = 0;
    let mut steps = Vec::new();
    let mut on_user = |user: Json| {
        if user.get_bool("isActive") != Some(false) {
            active += 1;
            let step = step_of(
                request,
                &user,
                &wanted,
                level.as_deref(),
                &names,
                client.now(),
                draft,
            );
            steps.extend(step.map(|step| (step, user)));
        }
        Ok(())
    };
    read_users(client, selection, &as_strs(&fields), &mut on_user).await?;
    draft.max_people = request
        .max_people
        .or_else(|| request.limits.explicit_deactivations(active));
    let options = GuardOptions {
        include_administrators: request.include_administrators,
        max_people: draft.max_people,
        dry_run: true,
    };
    add_guarded(client, steps, options, draft).await?;
    stop_over_limit(&request.limits, active, draft);
    let freed = freed(&draft.steps, &names);
    draft.facts.insert("freed", freed);
    Ok(())
}

fn level_of(names: &TenantNames, name: &str) -> Result<String> {
    match names.find(Object::AccessLevel, name) {
        Found::One(id) => Ok(id),
        _ => {
            let problem = names.problem(Object::AccessLevel, name);
            Err(Error::invalid("accessLevel", &problem.unwrap_or_default())
                .with_hint("Nothing was changed. Choose one of those, or use an ID."))
        }
    }
}

fn wanted(level: Option<&str>, name: Option<&str>, names: &TenantNames) -> Wanted {
    let Some(level) = level else {
        return deactivation();
    };
    let shown = names.name(Object::AccessLevel, level).or(name);
    Wanted {
        kind: StepKind::Update,
        fields: Json::object_of(&[("accessLevelID", level.into())]),
        collections: Collections::Replace,
        names: Json::object_of(&[(level, shown.unwrap_or_default().into())]),
        warnings: Vec::new(),
    }
}

fn fields_to_read(client: &Client, wanted: &Wanted) -> Vec<String> {
    let mut fields = plans::fields_of(&wanted.fields);
    for field in ["lastLoginDate", "entryDate"] {
        add_field(&mut fields, field);
    }
    add_fields(client, &wanted.fields, &mut fields);
    fields
}

/// The step for an active user, if there is one.
fn step_of(
    request: &Reclaim<'_>,
    user: &Json,
    wanted: &Wanted,
    level: Option<&str>,
    names: &TenantNames,
    now: f64,
    draft: &mut Draft,
) -> Option<NewStep> {
    let id = user.str_or_default("ID");
    let present = user.str_or_default("accessLevelID");
    let licence = names.licence(&present).unwrap_or_default();
    if licence == EXTERNAL && !request.include_external {
        return None;
    }
    // A level that frees nothing.
    if let Some(level) = level
        && rank(names.licence(level).unwrap_or_default()) >= rank(licence)
    {
        return None;
    }
    let held = match use_of(request, user, now) {
        Use::Used => return None,
        _ if is_technical(user) => (HeldReason::TechnicalAccount, technical_message()),
        Use::Never if !request.include_never_logged_in => {
            (HeldReason::NeverLoggedIn, NEVER.to_owned())
        }
        Use::Unknown => (HeldReason::UnknownLogin, UNKNOWN.to_owned()),
        Use::Unused | Use::Never => match change_of(&id, user, wanted) {
            Change::Step(mut step) => {
                step.because = Some(because(user, licence, now));
                return Some(*step);
            }
            Change::Held(reason, message) => (reason, message.to_owned()),
            Change::Unchanged => return None,
        },
    };
    draft.hold(Some(&id), person(user), held.0, &held.1);
    None
}

/// The days since a date of a user; `None` if Workfront doesn't show it.
fn age(user: &Json, field: &str, now: f64) -> Option<f64> {
    let moment = user.get_str(field).as_deref().and_then(parse)?;
    Some((now - moment as f64) / DAY_MS as f64)
}

/// Why the seat is free: the last login, or when the account was created if there was none; how many days ago; the licence.
fn because(user: &Json, licence: &str, now: f64) -> Json {
    let (reason, field) = match user.get_or_null("lastLoginDate").is_null() {
        true => ("neverLoggedIn", "entryDate"),
        false => ("lastLoginDate", "lastLoginDate"),
    };
    let mut because =
        Json::object_of(&[("reason", reason.into()), (field, user.get_or_null(field))]);
    if let Some(days) = age(user, field, now) {
        because.insert("days", days.floor());
    }
    if !licence.is_empty() {
        because.insert("licence", licence);
    }
    because
}

fn use_of(request: &Reclaim<'_>, user: &Json, now: f64) -> Use {
    let age = |field: &str| age(user, field, now);
    let is_new = |age: f64| age < f64::from(request.newer_than_days);
    let created = age("entryDate");
    if created.is_some_and(is_new) {
        return Use::Used;
    }
    match (
        user.get_or_null("lastLoginDate").is_null(),
        age("lastLoginDate"),
    ) {
        (false, Some(age)) if age < f64::from(request.inactive_days) => Use::Used,
        (false, Some(_)) => Use::Unused,
        // A field that isn't there shows nothing; a null shows that there was no login.
        (true, _) if user.has("lastLoginDate") && created.is_some() => Use::Never,
        _ => Use::Unknown,
    }
}

/// The number of seats that steps free, by licence.
fn freed(steps: &Json, names: &TenantNames) -> Json {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for step in steps.items() {
        let level = step.get_or_null("before").str_or_default("accessLevelID");
        let licence = names.licence(&level).filter(|licence| !licence.is_empty());
        *counts
            .entry(licence.unwrap_or("unknown").to_owned())
            .or_default() += 1;
    }
    let mut freed = Json::object();
    for (licence, count) in counts {
        freed.insert(&licence, f64::from(count));
    }
    freed
}
