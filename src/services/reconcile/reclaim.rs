//! Plans to free the seats that nobody uses.

use super::because::reason;
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

/// The field that shows whether a seat is used.
const LAST_LOGIN: &str = "lastLoginDate";

const NEVER: &str = "The person has never signed in: set includeNeverLoggedIn to true if their seat may be freed too.";
const PLACEHOLDER: &str = "Workfront shows a last login of 1970 or before, which stands for no date: it isn't known whether the person has signed in. Set includeNeverLoggedIn to true if their seat may be freed too.";
const NO_LICENCE: &str = "Workfront doesn't show the licence of the person's access level, so it isn't known whether another level frees a seat.";
const UNKNOWN: &str =
    "Workfront doesn't show when the person signed in, or when the account was created.";

/// Systems write a missing date as 1970-01-01 or 0001-01-01, in some time zone.
const AFTER_PLACEHOLDERS: i64 = 2 * DAY_MS;

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
    /// A date that stands for none.
    Placeholder,
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
    for field in [LAST_LOGIN, "entryDate"] {
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
    let licence = names.licence(&present).filter(|code| !code.is_empty());
    let has_no_level = present.is_empty() && user.has("accessLevelID");
    let is_unknown = licence.is_none() && !has_no_level;
    if licence == Some(EXTERNAL) && !request.include_external {
        return None;
    }
    // A level that frees nothing.
    if let Some(level) = level
        && !is_unknown
        && rank(names.licence(level).unwrap_or_default()) >= rank(licence.unwrap_or_default())
    {
        return None;
    }
    let held = match use_of(request, user, now) {
        Use::Used => return None,
        _ if is_technical(user) => (HeldReason::TechnicalAccount, technical_message()),
        _ if level.is_some() && is_unknown => (HeldReason::UnknownState, NO_LICENCE.to_owned()),
        Use::Never if !request.include_never_logged_in => {
            (HeldReason::NeverLoggedIn, NEVER.to_owned())
        }
        Use::Placeholder if !request.include_never_logged_in => {
            (HeldReason::UnknownLogin, PLACEHOLDER.to_owned())
        }
        Use::Unknown => (HeldReason::UnknownLogin, UNKNOWN.to_owned()),
        Use::Unused | Use::Never | Use::Placeholder => match change_of(&id, user, wanted) {
            Change::Step(mut step) => {
                // Whoever signs in before the plan is applied uses the seat.
                step.only_if = Json::object_of(&[(LAST_LOGIN, user.get_or_null(LAST_LOGIN))]);
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

/// When the user last signed in; `None` if never, or if the date only stands in for an unknown one.
fn last_login(user: &Json) -> Option<i64> {
    let moment = user.get_str(LAST_LOGIN).as_deref().and_then(parse)?;
    (moment >= AFTER_PLACEHOLDERS).then_some(moment)
}

/// Why the seat is free: the last login, or when the account was created if there was none; how many days ago; the licence.
fn because(user: &Json, licence: Option<&str>, now: f64) -> Json {
    let (code, field) = match last_login(user) {
        None => ("neverLoggedIn", "entryDate"),
        Some(_) => (LAST_LOGIN, LAST_LOGIN),
    };
    let mut because = reason(code);
    because.insert(field, user.get_or_null(field));
    if let Some(days) = age(user, field, now) {
        because.insert("days", days.floor());
    }
    if let Some(licence) = licence {
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
    if user.get_or_null(LAST_LOGIN).is_null() {
        // A field that isn't there shows nothing; a null shows that there was no login.
        return match user.has(LAST_LOGIN) && created.is_some() {
            true => Use::Never,
            false => Use::Unknown,
        };
    }
    match age(LAST_LOGIN) {
        None => Use::Unknown,
        // The account may be new.
        Some(days) if created.is_none() && (last_login(user).is_none() || is_new(days)) => {
            Use::Unknown
        }
        Some(_) if last_login(user).is_none() => Use::Placeholder,
        Some(days) if days < f64::from(request.inactive_days) => Use::Used,
        Some(_) => Use::Unused,
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
