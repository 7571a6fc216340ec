//! What receipts say of users.

use crate::client::Client;
use crate::error::{NotApproved, Result};
use crate::json::Json;
use crate::model::Id;
use crate::services::plans::StepKind;
use crate::services::plans::guarding;
use crate::services::plans::outcome::StepOutcome;
use crate::services::plans::people::{fields_of, read_people};
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::tenant::host_of;

/// What receipts say of one user: the values before the first run and after the last one.
pub(super) struct Written {
    pub id: String,
    pub person: Json,
    pub before: Json,
    pub after: Json,
    pub names: Json,
    pub is_deleted: bool,
    /// What the user owned may have got another owner.
    pub is_handed_over: bool,
    pub is_created: bool,
    pub was_deactivated: bool,
}

/// What receipts say, and what Workfront shows now.
pub(super) struct Found {
    pub all: Vec<Written>,
    /// What Workfront shows of each of `all`.
    pub people: Vec<Option<Json>>,
    /// The steps of which it is unknown whether they have created a user, as the receipts have them.
    pub unknown: Vec<Json>,
}

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

/// Collects what receipts say of each user, newest first. Creations of which no ID is known go to `unknown`.
fn collect(receipts: &[Json], unknown: &mut Vec<Json>) -> Result<Vec<Written>> {
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
            if kind.is_some_and(StepKind::is_of_subscription) {
                continue;
            }
            if kind == Some(StepKind::Create) && !step.has("ID") {
                unknown.push(step.clone());
                continue;
            }
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
                    is_handed_over: false,
                    is_created: false,
                    was_deactivated: false,
                });
                all.len() - 1
            });
            let written = &mut all[at];
            written.is_deleted |= kind == StepKind::Delete;
            written.is_handed_over |= kind == StepKind::Replace;
            written.is_created |= kind == StepKind::Create;
            written.was_deactivated |= kind == StepKind::Deactivate;
            if kind.is_removal() {
                // What it says isn't a field of the user.
                continue;
            }
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

/// Reads the users of whom receipts say something. Costs 1 request for every 500.
///
/// # Errors
/// A receipt is malformed, or a read failed.
pub(super) async fn read(client: &Client, receipts: &[Json]) -> Result<Found> {
    let mut unknown = Vec::new();
    let all = collect(receipts, &mut unknown)?;
    let mut names = Json::object();
    let mut ids = Vec::with_capacity(all.len());
    for written in &all {
        ids.push(written.id.clone());
        for name in written.after.keys() {
            names.insert(&name, Json::null());
        }
        // Undoing a creation deactivates.
        names.insert("isActive", Json::null());
    }
    let mut fields = fields_of(&names);
    guarding::add_fields(client, &names, &mut fields);
    let people = match ids.is_empty() {
        true => Vec::new(),
        false => read_people(client, &ids, &fields, false, &mut |_, _| ()).await?,
    };
    Ok(Found {
        all,
        people,
        unknown,
    })
}
