//! Reverses steps of event subscriptions, and compares them with what Workfront lists now.

use super::form::{change, drift, person, read_declared, unsubscribe};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::events::{Subscription, service};
use crate::services::plans::StepKind;
use crate::services::plans::draft::{Draft, HeldReason};
use crate::services::plans::drift::{entry, missing};
use crate::services::plans::outcome::StepOutcome;

/// What receipts say of one subscription.
struct Written {
    id: String,
    url: String,
    is_created: bool,
    is_deleted: bool,
    /// The version before the first run.
    old_version: Option<String>,
    /// What the last run wrote: a declaration or a version.
    after: Json,
}

const DELETED: &str = "The event subscription was deleted. It can't be restored, because Workfront doesn't show its authToken: create it again with 'ensureSubscriptions'.";
const CHANGED: &str = "The event subscription was changed after the receipt was written: undoing it would overwrite that.";
const NOT_FOUND: &str = "The tenant has no event subscription with this ID any more.";
const NO_VERSION: &str =
    "Workfront didn't show the version that the event subscription had before.";
const UNKNOWN: &str =
    "It is unknown whether the event subscription was created: list the subscriptions of the URL.";

/// Collects what receipts say of each subscription. `receipts` are in the order in which they were written. Steps whose ID is
/// unknown go to `unknown`, with their URL.
fn collect(receipts: &[Json], unknown: &mut Vec<String>) -> Vec<Written> {
    let mut all: Vec<Written> = Vec::new();
    let steps = receipts
        .iter()
        .flat_map(|receipt| receipt.get_or_null("steps").items().collect::<Vec<_>>());
    for step in steps {
        let kind = step.get_str("kind").and_then(|kind| StepKind::parse(&kind));
        let outcome = step.str_or_default("outcome");
        let may_have_changed =
            StepOutcome::parse(&outcome).is_some_and(StepOutcome::may_have_changed);
        let Some(kind) = kind.filter(|kind| kind.is_of_subscription() && may_have_changed) else {
            continue;
        };
        let url = step.get_or_null("person").str_or_default("name");
        let Some(id) = step.get_str("ID") else {
            unknown.push(url);
            continue;
        };
        let at = all.iter().position(|known| known.id == id);
        let at = at.unwrap_or_else(|| {
            all.push(Written {
                id,
                url,
                is_created: false,
                is_deleted: false,
                old_version: None,
                after: Json::null(),
            });
            all.len() - 1
        });
        let written = &mut all[at];
        match kind {
            StepKind::Subscribe => written.is_created = true,
            StepKind::Unsubscribe => written.is_deleted = true,
            _ => {
                let old = step.get_or_null("before").str_or_default("version");
                written.old_version.get_or_insert(old);
            }
        }
        if kind != StepKind::Unsubscribe {
            written.after = step.get_or_null("after");
        }
    }
    all
}

async fn read(client: &Client, all: &[Written]) -> Result<Vec<Subscription>> {
    let ids: Vec<String> = all.iter().map(|written| written.id.clone()).collect();
    match ids.is_empty() {
        true => Ok(Vec::new()),
        false => service::with_ids(client, &ids).await,
    }
}

/// What is different from what the last run wrote.
fn differences(written: &Written, present: &Subscription) -> Json {
    if let Some(version) = written.after.get_str("version") {
        let now = present.text("version");
        return match now == version {
            true => Json::array(),
            false => Json::array_of([entry(
                "version",
                version.as_str().into(),
                now.as_str().into(),
            )]),
        };
    }
    match read_declared(&written.after) {
        Ok((declared, url)) if declared.is(present) && url == present.text("url") => Json::array(),
        _ => drift(&written.after, present),
    }
}

/// Plans what reverses the steps of subscriptions. Costs 1 request per 1,000 subscriptions of the tenant, none without such steps.
///
/// # Errors
/// The subscriptions can't be listed.
pub async fn plan_undo(client: &Client, receipts: &[Json], draft: &mut Draft) -> Result<()> {
    let mut unknown = Vec::new();
    let all = collect(receipts, &mut unknown);
    for url in unknown {
        draft.hold(None, person(&url), HeldReason::NotFound, UNKNOWN);
    }
    let present = read(client, &all).await?;
    for written in &all {
        let id = Some(written.id.as_str());
        let who = person(&written.url);
        let found = present.iter().find(|one| one.id() == written.id);
        match found {
            None if written.is_created => draft.leave(&written.id, who),
            None if written.is_deleted => draft.hold(id, who, HeldReason::Irreversible, DELETED),
            None => draft.hold(id, who, HeldReason::NotFound, NOT_FOUND),
            // The deletion had no effect.
            Some(_) if written.is_deleted => draft.leave(&written.id, who),
            Some(one) if !differences(written, one).is_empty() => {
                draft.hold(id, who, HeldReason::Changed, CHANGED);
            }
            Some(one) if written.is_created => draft.add(unsubscribe(one)),
            Some(_) if written.old_version.as_ref().is_none_or(String::is_empty) => {
                draft.hold(id, who, HeldReason::UnknownState, NO_VERSION);
            }
            Some(one) => {
                let old = written.old_version.as_deref().unwrap_or_default();
                let after = Json::object_of(&[("version", old.into())]);
                draft.add(change(StepKind::SetVersion, one, after));
            }
        }
    }
    Ok(())
}

/// Adds to the report whether each subscription still is as the run left it. Costs as much as [`plan_undo`].
///
/// # Errors
/// The subscriptions can't be listed.
pub async fn recheck(client: &Client, receipt: &Json, report: &mut Json) -> Result<()> {
    let mut unknown = Vec::new();
    let all = collect(std::slice::from_ref(receipt), &mut unknown);
    for url in unknown {
        report.push(Json::object_of(&[
            ("person", person(&url)),
            ("state", "unknown".into()),
            ("message", UNKNOWN.into()),
        ]));
    }
    let present = read(client, &all).await?;
    for written in &all {
        let found = present.iter().find(|one| one.id() == written.id);
        let (state, differences) = match found {
            None if written.is_deleted => ("asApplied", Json::array()),
            None => ("notFound", missing(&written.id)),
            Some(_) if written.is_deleted => (
                "changed",
                Json::array_of([entry("ID", Json::null(), written.id.as_str().into())]),
            ),
            Some(one) => {
                let differences = differences(written, one);
                let is_same = differences.is_empty();
                (if is_same { "asApplied" } else { "changed" }, differences)
            }
        };
        let mut item = Json::object_of(&[
            ("ID", written.id.as_str().into()),
            ("person", person(&written.url)),
            ("state", state.into()),
        ]);
        if !differences.is_empty() {
            item.insert("differences", differences);
        }
        report.push(item);
    }
    Ok(())
}
