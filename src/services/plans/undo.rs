//! Plans what reverses the runs of one or several receipts, and finds the users that have changed since they were applied.

use super::StepKind;
use super::changes::add_guarded;
use super::draft::{Draft, HeldReason};
use super::drift::{drift, entry, missing};
use super::guarding;
use super::outcome::StepOutcome;
use super::people::{fields_of, person, read_people};
use super::plan::host_of;
use super::refusal::refuse;
use super::signed::Signed;
use super::step::NewStep;
use crate::client::Client;
use crate::error::{NotApproved, Result};
use crate::json::Json;
use crate::model::Id;
use crate::services::guards::GuardOptions;

/// What receipts say of one user: the values before the first run and after the last one.
struct Written {
    id: String,
    person: Json,
    before: Json,
    after: Json,
    names: Json,
    is_deleted: bool,
    is_created: bool,
    was_deactivated: bool,
}

const GONE: &str = "The user was deleted, which can't be undone.";
const CHANGED: &str =
    "The user was changed after the receipt was written: undoing it would overwrite that.";
const NOT_FOUND: &str = "Workfront shows no user with this ID any more.";
const LOSSES: &str = "Deactivation removed the proof licence and proof role, and ended the user's sessions in time: reactivation doesn't restore these.";
const CREATED: &str =
    "The user was created: undoing that deactivates the account, and doesn't delete it.";

/// Checks that a receipt belongs to the tenant with this base URL.
pub(super) fn check_host(receipt: &Json, base_url: &str) -> Result<()> {
    let host = host_of(base_url);
    let written = receipt.get_or_null("tenant").str_or_default("host");
    if host.eq_ignore_ascii_case(&written) {
        return Ok(());
    }
    let problem = format!(
        "is of {}, but the connection's tenant is {host}",
        crate::error::cut(&written)
    );
    refuse(NotApproved::OtherTenant, Signed::Receipt, &problem)
}

/// Collects what receipts say of each user, newest first.
fn collect(receipts: &[Json]) -> Result<Vec<Written>> {
    let mut order: Vec<(String, &Json)> = Vec::new();
    for receipt in receipts {
        order.push((receipt.str_or_default("startedAt"), receipt));
    }
    order.sort_by(|(one, _), (other, _)| other.cmp(one));
    let mut all: Vec<Written> = Vec::new();
    let mut positions = std::collections::BTreeMap::new();
    for (_, receipt) in order {
        // Within a run a user may have several steps; the later one was written last.
        let steps: Vec<Json> = receipt.get_or_null("steps").items().collect();
        for step in steps.iter().rev() {
            let outcome = step
                .get_str("outcome")
                .and_then(|text| StepOutcome::parse(&text));
            if !outcome.is_some_and(StepOutcome::may_have_changed) {
                continue;
            }
            let kind = step.get_str("kind").and_then(|kind| StepKind::parse(&kind));
            let id = step.get_str("ID").filter(|id| Id::parse(id).is_some());
            let (Some(kind), Some(id)) = (kind, id) else {
                return refuse(
                    NotApproved::Malformed,
                    Signed::Receipt,
                    "has a step without a kind or an ID",
                );
            };
            let at = *positions.entry(id.clone()).or_insert_with(|| {
                all.push(Written {
                    id: id.clone(),
                    person: step.get_or_null("person"),
                    before: Json::object(),
                    after: Json::object(),
                    names: Json::object(),
                    is_deleted: false,
                    is_created: false,
                    was_deactivated: false,
                });
                all.len() - 1
            });
            let written = &mut all[at];
            written.is_deleted |= kind == StepKind::Delete;
            written.is_created |= kind == StepKind::Create;
            written.was_deactivated |= kind == StepKind::Deactivate;
            let before = step.get_or_null("before");
            for (name, value) in step.get_or_null("after").entries() {
                if !written.after.has(&name) {
                    written.after.insert(&name, value);
                }
                // The oldest value stays.
                if before.has(&name) {
                    written.before.insert(&name, before.get_or_null(&name));
                }
            }
            for (id, name) in step.get_or_null("names").entries() {
                written.names.insert(&id, name);
            }
        }
    }
    Ok(all)
}

/// What receipts say of each user, and what Workfront shows of them now.
async fn read(client: &Client, receipts: &[Json]) -> Result<(Vec<Written>, Vec<Option<Json>>)> {
    let all = collect(receipts)?;
    let mut names = Json::object();
    let mut ids = Vec::with_capacity(all.len());
    for written in &all {
        ids.push(written.id.clone());
        for name in written.after.keys() {
            names.insert(&name, Json::null());
        }
    }
    let mut fields = fields_of(&names);
    guarding::add_fields(client, &names, &mut fields);
    let people = read_people(client, &ids, &fields, false).await?;
    Ok((all, people))
}

/// Plans what reverses these receipts, which were checked. Costs 1 request for every 500 users.
///
/// # Errors
/// A receipt is of another tenant, or a read failed.
pub async fn plan_undo(client: &Client, receipts: &[Json], draft: &mut Draft) -> Result<()> {
    for receipt in receipts {
        check_host(receipt, &client.tenant().base_url)?;
    }
    let (all, people) = read(client, receipts).await?;
    let mut steps = Vec::with_capacity(all.len());
    for (written, user) in all.into_iter().zip(people) {
        let step = plan_reversal(written, user.as_ref(), draft);
        steps.extend(step.zip(user));
    }
    add_guarded(client, steps, GuardOptions::default(), draft).await
}

fn plan_reversal(written: Written, user: Option<&Json>, draft: &mut Draft) -> Option<NewStep> {
    let id = Some(written.id.as_str());
    let Some(user) = user.filter(|_| !written.is_deleted) else {
        let (reason, message) = match written.is_deleted {
            true => (HeldReason::Irreversible, GONE),
            false => (HeldReason::NotFound, NOT_FOUND),
        };
        draft.hold(id, written.person, reason, message);
        return None;
    };
    let mut after = written.before;
    if written.is_created {
        after = Json::object_of(&[("isActive", false.into())]);
        draft.warn(CREATED);
    }
    // As it was before already: nothing to do.
    if super::drift::is_so(&after, user) {
        draft.leave(&written.id, person(user));
        return None;
    }
    let present = match written.is_created {
        true => Json::object_of(&[("isActive", true.into())]),
        false => written.after,
    };
    if !drift(&present, user).is_empty() {
        draft.hold(id, person(user), HeldReason::Changed, CHANGED);
        return None;
    }
    let is_active = after.get_bool("isActive");
    let kind = match is_active {
        Some(false) => StepKind::Deactivate,
        Some(true) => StepKind::Reactivate,
        None => StepKind::Update,
    };
    if kind == StepKind::Reactivate {
        if !after.has("accessLevelID") {
            after.insert("accessLevelID", user.get_or_null("accessLevelID"));
        }
        if written.was_deactivated {
            draft.warn(LOSSES);
        }
    }
    let mut before = Json::object();
    for name in after.keys() {
        before.insert(
            &name,
            crate::model::compare::value_of(user, &name).unwrap_or_else(Json::null),
        );
    }
    for name in ["isActive", "accessLevelID"] {
        before.insert(name, user.get_or_null(name));
    }
    Some(NewStep {
        kind,
        target: Some(written.id),
        key: String::new(),
        person: person(user),
        before,
        after,
        names: written.names,
        is_administrator: false,
        warnings: Vec::new(),
    })
}

/// Whether each user that the run changed has changed since. Costs 1 request for every 500 users.
///
/// # Errors
/// The receipt is of another tenant, or a read failed.
pub async fn recheck(client: &Client, receipt: &Json) -> Result<Json> {
    check_host(receipt, &client.tenant().base_url)?;
    let (all, people) = read(client, std::slice::from_ref(receipt)).await?;
    let mut report = Json::array();
    for (written, user) in all.iter().zip(&people) {
        let (state, differences) = match user {
            None if written.is_deleted => ("asApplied", Json::array()),
            None => ("notFound", missing(&written.id)),
            Some(_) if written.is_deleted => (
                "changed",
                Json::array_of([entry("ID", Json::null(), written.id.as_str().into())]),
            ),
            Some(user) => {
                let differences = drift(&written.after, user);
                let state = if differences.is_empty() {
                    "asApplied"
                } else {
                    "changed"
                };
                (state, differences)
            }
        };
        let mut entry = Json::object_of(&[
            ("ID", written.id.as_str().into()),
            (
                "person",
                user.as_ref().map_or_else(|| written.person.clone(), person),
            ),
            ("state", state.into()),
        ]);
        if !differences.is_empty() {
            entry.insert("differences", differences);
        }
        report.push(entry);
    }
    Ok(report)
}
