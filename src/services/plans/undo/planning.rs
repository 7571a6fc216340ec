//! Plans what reverses the runs of one or several receipts.

use super::unknown;
use super::written::{Written, check_host, read};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::model::compare::value_of;
use crate::services::guards::GuardOptions;
use crate::services::plans::StepKind;
use crate::services::plans::changes::add_guarded;
use crate::services::plans::draft::{Draft, HeldReason};
use crate::services::plans::drift::{drift, is_so};
use crate::services::plans::people::{add_object_names, add_row_names, person};
use crate::services::plans::step::NewStep;
use crate::services::plans::subscriptions;
use crate::services::users::{is_pending, writable};

const GONE: &str = "The user was deleted, which can't be undone.";
const GONE_WITH_OBJECTS: &str =
    "The user was deleted, and what the user owned was handed over before: neither can be undone.";
const HANDED_OVER: &str = "What the user owned was handed over, or may have been, which can't be undone: look in Workfront who owns it.";
const CHANGED: &str =
    "The user was changed after the receipt was written: undoing it would overwrite that.";
const NOT_FOUND: &str = "Workfront shows no user with this ID any more.";
const LOSSES: &str = "Deactivation removed the proof licence and proof role, and ended the user's sessions in time: reactivation doesn't restore these.";
const PENDING: &str = "The account waits for an approval: it can't be deactivated, and becomes active when the approval clears. Undo then, or run deactivate with pending: 'reject', which deletes the user.";
const CREATED: &str =
    "The user was created: undoing that deactivates the account, and doesn't delete it.";

/// Plans what reverses these receipts, which were checked. Costs 1 request for every 500 users.
///
/// # Errors
/// A receipt is of another tenant, or a read failed.
pub async fn plan_undo(
    client: &Client,
    receipts: &[Json],
    options: GuardOptions,
    draft: &mut Draft,
) -> Result<()> {
    for receipt in receipts {
        check_host(receipt, &client.tenant().base_url)?;
    }
    let found = read(client, receipts).await?;
    for step in &found.unknown {
        let message = unknown::message(step);
        draft.hold(
            None,
            step.get_or_null("person"),
            HeldReason::NotFound,
            &message,
        );
    }
    let mut steps = Vec::with_capacity(found.all.len());
    for (written, user) in found.all.into_iter().zip(found.people) {
        let step = plan_reversal(written, user.as_ref(), draft);
        steps.extend(step.zip(user));
    }
    add_guarded(client, steps, options, draft).await?;
    let mut in_order = receipts.to_vec();
    in_order.sort_by_key(|receipt| receipt.str_or_default("startedAt"));
    subscriptions::plan_undo(client, &in_order, draft).await
}

fn plan_reversal(written: Written, user: Option<&Json>, draft: &mut Draft) -> Option<NewStep> {
    let id = Some(written.id.as_str());
    // A user who is shown still was not deleted.
    let Some(user) = user else {
        let (reason, message) = match (written.is_deleted, written.is_handed_over) {
            (true, true) => (HeldReason::Irreversible, GONE_WITH_OBJECTS),
            (true, false) => (HeldReason::Irreversible, GONE),
            (false, true) => (HeldReason::Irreversible, HANDED_OVER),
            (false, false) => (HeldReason::NotFound, NOT_FOUND),
        };
        draft.hold(id, written.person, reason, message);
        return None;
    };
    if written.is_handed_over {
        draft.hold(id, person(user), HeldReason::Irreversible, HANDED_OVER);
        // Other receipts may say of the user what can be undone.
        if !written.is_created && written.after.keys().is_empty() {
            return None;
        }
    }
    let mut after = written.before;
    if written.is_created {
        after = Json::object_of(&[("isActive", false.into())]);
        draft.warn(CREATED);
    }
    if after.get_bool("isActive") == Some(false) && is_pending(user) {
        draft.hold(id, person(user), HeldReason::Pending, PENDING);
        return None;
    }
    // Workfront refuses null for it (docs/workfront-facts.md#memberships).
    if after.get("homeTeamID").is_some_and(|team| team.is_null()) {
        after.insert("homeTeamID", "");
    }
    // As it was before already: nothing to do.
    if is_so(&after, user) {
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
        let present = value_of(user, &name).unwrap_or_else(Json::null);
        before.insert(&name, writable(&name, &present));
    }
    let mut names = written.names;
    add_object_names(user, &before, &mut names);
    add_row_names(user, &before, &mut names);
    for name in ["isActive", "accessLevelID"] {
        before.insert(name, user.get_or_null(name));
    }
    Some(NewStep {
        target: Some(written.id),
        person: person(user),
        before,
        after,
        names,
        ..NewStep::of(kind)
    })
}
