//! Plans changes of existing users: what differs from the desired fields becomes a step.

use super::draft::{Draft, HeldReason};
use super::ending::{Ending, date_warning, ending};
use super::guarding;
use super::people::{add_object_names, add_row_names, fields_of, person, read_people};
use super::step::NewStep;
use super::{StepKind, tenant_of};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::model::Id;
use crate::services::guards::{self, GuardOptions};
use crate::services::provisioning::{Notes, Settings, difference};
use crate::services::users::{Collections, is_pending, with_homes, writable};

/// What is wanted of users.
#[derive(Debug)]
pub struct Wanted {
    /// The kind of step. An update that changes whether the user is active becomes a deactivation or a reactivation.
    pub kind: StepKind,
    /// The fields that they shall have.
    pub fields: Json,
    /// What happens to rows of collections that `fields` doesn't list.
    pub collections: Collections,
    /// The names of the objects whose IDs `fields` has.
    pub names: Json,
    /// What the approver should know about each step.
    pub warnings: Vec<String>,
}

/// The state of the account and the access level: in each step, whatever it changes.
const ALWAYS_BEFORE: &[&str] = &["isActive", "accessLevelID"];

const NOT_FOUND: &str = "Workfront shows no user with this ID: the user doesn't exist, or the connection's user may not see it.";
const UNKNOWN_STATE: &str = "Workfront doesn't show whether the account is active: the connection's user may lack the right to see it.";
const PENDING: &str = "The account waits for an approval and was never active: it can't be deactivated, and becomes active when the approval clears. To change other fields, leave isActive out.";
const NO_LEVEL: &str =
    "Workfront reactivates a user only with an access level, and this user has none: name one.";
const NOT_COMPARABLE: &str = "can't be compared with its present value: it is sent whatever it is.";

/// Plans what is wanted of these users: each target is an ID and the position in `wanted`. Costs 1 request for every 500 users,
/// and what the guards cost.
///
/// # Errors
/// A request failed.
pub async fn plan_changes(
    client: &Client,
    targets: &[(Id, usize)],
    wanted: &[Wanted],
    options: GuardOptions,
    draft: &mut Draft,
) -> Result<()> {
    // Here, because the same response shows the connection's own user, whom the guards need.
    tenant_of(client).await?;
    let mut names = Json::object();
    for (name, value) in wanted.iter().flat_map(|wanted| wanted.fields.entries()) {
        // The guards read more of those who are deactivated.
        if name != "isActive" || names.get_bool("isActive") != Some(false) {
            names.insert(&name, value);
        }
    }
    let mut fields = fields_of(&names);
    guarding::add_fields(client, &names, &mut fields);
    let mut ids = Vec::with_capacity(targets.len());
    for (id, _) in targets {
        ids.push(id.as_str().to_owned());
    }
    let mut known_names = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        known_names.push(wanted.names.entries());
    }
    let mut changes = Vec::new();
    changes.resize_with(targets.len(), || None);
    // While other responses are under way.
    let mut on_person = |index: usize, user: &Json| {
        let (id, at) = &targets[index];
        let change = compare(id.as_str(), user, &wanted[*at], &known_names[*at]);
        changes[index] = Some(change);
    };
    let people = read_people(client, &ids, &fields, false, &mut on_person).await?;
    let mut steps = Vec::with_capacity(targets.len());
    for ((id, user), change) in ids.iter().zip(people).zip(changes) {
        match (user, change) {
            (Some(user), Some(change)) => {
                let step = step_of(id, &user, change, draft);
                steps.extend(step.map(|step| (step, user)));
            }
            _ => draft.hold(Some(id), Json::object(), HeldReason::NotFound, NOT_FOUND),
        }
    }
    add_guarded(client, steps, options, draft).await
}

/// Adds these steps to the draft, and holds back those that a guard refuses.
///
/// # Errors
/// A request of the guards failed.
pub async fn add_guarded(
    client: &Client,
    steps: Vec<(NewStep, Json)>,
    options: GuardOptions,
    draft: &mut Draft,
) -> Result<()> {
    let mut effects = Vec::with_capacity(steps.len());
    let mut concern_others = Vec::new();
    let mut known = guarding::Effects::new(client);
    for (at, (step, user)) in steps.iter().enumerate() {
        match known.of(step.kind, step.target.as_deref(), &step.after) {
            Ok(effect) => effects.push((at, effect, user)),
            Err(error) => {
                effects.push((at, None, user));
                concern_others.push((at, error));
            }
        }
    }
    let options = GuardOptions {
        dry_run: true,
        ..options
    };
    draft.include_administrators |= options.include_administrators;
    let mut guarded = guarding::judge(client, &effects, options).await?;
    for (at, error) in concern_others {
        guarded.held[at] = Some(error);
    }
    let mut is_guarded = Vec::with_capacity(effects.len());
    for (_, effect, _) in effects {
        is_guarded.push(effect.is_some_and(|effect| effect.shuts_out()));
    }
    for (at, (mut step, user)) in steps.into_iter().enumerate() {
        if let Some(error) = &guarded.held[at] {
            draft.state = step.state;
            draft.hold_guarded(step.target.as_deref(), step.person, error);
            draft.state = None;
            continue;
        }
        step.is_administrator = is_guarded[at] && guards::may_be_administrator(&user);
        if let Some(Ending::On(day)) = ending(step.kind, &step.before, &step.after) {
            step.warnings.push(date_warning(&day));
        }
        draft.add(step);
    }
    if let Some(limit) = guarded.limit {
        let raise = match &limit.remedy {
            Some(_) => {
                "; check that these are the right people, then make the plan again with a higher limit"
            }
            None => "",
        };
        draft.warn(&format!(
            "Applying this plan will change nothing: {}{raise}.",
            limit.message
        ));
        draft.would_stop = Some(limit);
    }
    Ok(())
}

/// What a plan does for one user.
#[derive(Debug)]
pub enum Change {
    /// A step.
    Step(Box<NewStep>),
    /// Nothing, although it was asked for.
    Held(HeldReason, &'static str),
    /// Nothing: the user is as desired already.
    Unchanged,
}

/// The step of a change, if it has one. All others are added to the draft.
fn step_of(id: &str, user: &Json, change: Change, draft: &mut Draft) -> Option<NewStep> {
    match change {
        Change::Step(step) => return Some(*step),
        Change::Held(reason, message) => draft.hold(Some(id), person(user), reason, message),
        Change::Unchanged => draft.leave(id, person(user)),
    }
    None
}

/// What is wanted of a user, compared with what Workfront shows.
pub fn change_of(id: &str, user: &Json, wanted: &Wanted) -> Change {
    compare(id, user, wanted, &wanted.names.entries())
}

/// The same; `known_names` are the entries of `wanted.names`, which many users share.
fn compare(id: &str, user: &Json, wanted: &Wanted, known_names: &[(String, Json)]) -> Change {
    let Some(is_active) = user.get_bool("isActive") else {
        return Change::Held(HeldReason::UnknownState, UNKNOWN_STATE);
    };
    let wants_active = wanted.fields.get_bool("isActive");
    if wants_active == Some(false) && is_pending(user) {
        return Change::Held(HeldReason::Pending, PENDING);
    }
    let kind = match (wanted.kind, wants_active) {
        (StepKind::Deactivate, _) if !is_active => return Change::Unchanged,
        (StepKind::Reactivate, _) if is_active => return Change::Unchanged,
        // Whatever else it changes.
        (StepKind::Update, Some(false)) if is_active => StepKind::Deactivate,
        (StepKind::Update, Some(true)) if !is_active => StepKind::Reactivate,
        (kind, _) => kind,
    };
    let mut notes = Notes::default();
    let settings = Settings::comparing(wanted.collections);
    let wanted_fields = match wanted.kind {
        // What it says isn't a field of the user.
        StepKind::Delete => Json::object(),
        _ => with_homes(&wanted.fields, user),
    };
    let found = difference(&wanted_fields, user, &settings, &mut notes);
    let (mut before, mut after) = (Json::object(), Json::object());
    let mut warnings = wanted.warnings.clone();
    for change in &found.changes {
        if is_unknown(&change.field, user) {
            warnings.push(format!("'{}' {NOT_COMPARABLE}", change.field));
        } else {
            before.insert(&change.field, writable(&change.field, &change.before));
        }
        after.insert(&change.field, &change.after);
    }
    for field in ALWAYS_BEFORE {
        before.insert(field, user.get_or_null(field));
    }
    if kind == StepKind::Delete {
        after = wanted.fields.shallow_clone();
    } else if kind == StepKind::Reactivate {
        after.insert("isActive", true);
        // Workfront requires it for every reactivation (docs/workfront-facts.md#reactivation).
        if !after.has("accessLevelID") {
            let level = user.get_or_null("accessLevelID");
            if level.as_str().is_none() {
                return Change::Held(HeldReason::UnknownState, NO_LEVEL);
            }
            after.insert("accessLevelID", level);
        }
    } else if found.changes.is_empty() {
        return Change::Unchanged;
    }
    Change::Step(Box::new(NewStep {
        target: Some(id.to_owned()),
        names: names_of(user, known_names, &before, &after),
        person: person(user),
        before,
        after,
        warnings,
        ..NewStep::of(kind)
    }))
}

/// Whether Workfront shows nothing of a field: neither in the user nor among the custom fields.
fn is_unknown(field: &str, user: &Json) -> bool {
    crate::model::compare::value_of(user, field).is_none()
}

/// The names of the objects whose IDs a step has.
fn names_of(user: &Json, known: &[(String, Json)], before: &Json, after: &Json) -> Json {
    let mut names = Json::object();
    let mut add = |id: Option<String>, name: Option<String>| {
        if let (Some(id), Some(name)) = (id, name) {
            names.insert(&id, name.as_str());
        }
    };
    for (id, name) in known {
        let is_used = after
            .entries()
            .iter()
            .any(|(_, value)| value.as_str().as_ref() == Some(id));
        if is_used {
            add(Some(id.clone()), name.as_str());
        }
    }
    add_object_names(user, before, &mut names);
    add_row_names(user, before, &mut names);
    names
}
