//! Plans what makes the tenant as a list says.

use super::columns::Columns;
use super::decide::{Decider, Decision, Outcome};
use super::decided::Decided;
use super::desired::RowReader;
use super::joiners::Joiners;
use super::keys::{RowKeys, row_facts};
use super::last_day::LastDays;
use super::limits::stop_over_limit;
use super::manager_warnings::warn_of_managers;
use super::matching::Matching;
use super::names::TenantNames;
use super::place::add_place;
use super::request::{Missing, Request};
use super::reserve::reserve;
use super::rows::Rows;
use super::same::SameFinder;
use super::state::{State, StateCounts};
use super::tenant::{Wanted, read_pages, read_users};
use super::unsure::hold_unsure;
use super::user_page::UserPage;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result, counted};
use crate::json::Json;
use crate::protocol::SortedIndex;
use crate::protocol::fields::{add_field, as_strs};
use crate::protocol::filter::Selection;
use crate::services::guards::{GuardOptions, may_be_administrator};
use crate::services::plans::{
    self, Draft, HeldReason, NewStep, add_fields, add_guarded, new_person, tenant_of,
    warn_of_access_levels,
};
use crate::services::users::count;
use crate::transport::try_join;

/// The fields that show who a user is.
const ALWAYS: &[&str] = &["ssoUsername", "managerID", "scheduledDeactivationDate"];

const NO_KEY: &str =
    "The row has none of the keys by which people are found: a value of matchBy is required.";
const TAKEN: &str = "Another user has a key of this row.";

/// Plans what makes the tenant as the list says. Costs 1 request for the tenant once a connection, 1 for the count and 1 for
/// every 2000 users, the same for the scope if there is one, 1 for each type of object that the list names, and what the guards
/// cost.
///
/// # Errors
/// A request failed, Workfront shows no users, or another number than it counts.
pub async fn reconcile(client: &Client, request: &Request<'_>, draft: &mut Draft) -> Result<()> {
    let all = Selection::default();
    let objects = request.columns.objects();
    // The tenant's response also shows the connection's own user, whom the guards need.
    let counted = try_join(tenant_of(client), count(client, all));
    let asked = try_join(counted, TenantNames::read(client, &objects));
    // While Workfront answers.
    let prepared = async {
        reserve(request.people.len(), request.columns.manager().is_some());
        let rows = Rows::read(client, request.people, request.columns).await;
        let keys = RowKeys::new(&rows, request.columns);
        Ok((rows, keys))
    };
    let (((_, total), names), (rows, keys)) = try_join(asked, prepared).await?;
    let decider = Decider {
        request,
        reader: RowReader::new(
            client,
            request.columns,
            &names,
            request.ignore,
            request.collections,
        ),
        last_days: LastDays {
            future_leavers: request.future_leavers,
            now: client.now(),
        },
    };
    let same = SameFinder::new(&rows, request, &names);
    let scope = match request.scope {
        [] => None,
        filters => Some(read_scope(client, filters).await?),
    };
    let fields = fields_to_read(client, request.columns);
    let mut matching = Matching::new(&decider, &keys, same.as_ref(), scope.as_ref());
    let mut only = Json::null();
    let mut on_page = |users: UserPage| {
        matching.visit_page(&users);
        if let Some(last) = users.len().checked_sub(1) {
            only = users.user(last);
        }
        Ok(())
    };
    let wanted = Wanted {
        selection: all,
        total: total as usize,
        fields: &as_strs(&fields),
        names: same.as_ref().map(SameFinder::names),
    };
    read_pages(client, wanted, &mut on_page).await?;
    check_visible(client, wanted.total, &only)?;
    if scope.as_ref().is_some_and(SortedIndex::is_empty) {
        return Err(empty_scope());
    }
    finish(client, request, matching, &keys, draft).await
}

fn fields_to_read(client: &Client, columns: &Columns) -> Vec<String> {
    let mut compared = columns.compared();
    let mut fields = plans::fields_of(&compared);
    for field in ALWAYS {
        add_field(&mut fields, field);
    }
    if columns.has("teams") {
        add_field(&mut fields, "homeTeamID");
    }
    if columns.manager().is_some() {
        add_field(&mut fields, "manager:name");
    }
    // What the guards compare.
    for name in ["isActive", "scheduledDeactivationDate"] {
        compared.insert(name, false);
    }
    add_fields(client, &compared, &mut fields);
    fields
}

/// The IDs of the users in scope.
async fn read_scope(
    client: &Client,
    filters: &[crate::protocol::filter::Filter],
) -> Result<SortedIndex> {
    let selection = Selection {
        filters,
        any_of: &[],
    };
    let mut ids = Vec::new();
    let mut on_user = |user: Json| {
        ids.push(user.str_or_default("ID").to_ascii_lowercase());
        Ok(())
    };
    read_users(client, selection, &["ID"], &mut on_user).await?;
    Ok(SortedIndex::new(ids))
}

/// A new technical account sees nobody, or itself alone: all people of the list would seem new.
fn check_visible(client: &Client, count: usize, only: &Json) -> Result<()> {
    let own = client.known_own_user();
    let is_own = own.is_some_and(|own| {
        own.as_str()
            .eq_ignore_ascii_case(&only.str_or_default("ID"))
    });
    if count > 1 || (count == 1 && (!is_own || may_be_administrator(only))) {
        return Ok(());
    }
    let message =
        "Workfront shows no users to the connection's user, so everyone in the list would seem new";
    Err(Error::new(ErrorKind::Forbidden, message).with_hint(
        "Nothing was changed, and no plan was made. A new technical account sees nobody: give it an access level that sees all users.",
    ))
}

/// A misspelled value: everyone would be out of scope, and whoever isn't found would be created.
fn empty_scope() -> Error {
    Error::invalid("scope", "finds no user").with_hint(
        "Nothing was changed, and no plan was made. Check the values of the filters; leave scope out if the list is about people whom the tenant doesn't have yet.",
    )
}

/// A list that matches nobody is the wrong file, or names the wrong keys.
fn check_matches(request: &Request<'_>, matching: &Matching<'_>) -> Result<()> {
    let may_be_new = request.is_first && request.missing == Missing::Report;
    if matching.has_match || matching.others == 0 || may_be_new {
        return Ok(());
    }
    let mut keys = Vec::new();
    for key in request.match_by {
        keys.push(key.field());
    }
    let problem = format!(
        "has {}, but none has a key of a user; in scope: {} (matchBy: {})",
        counted(request.people.len(), "row", "rows"),
        counted(matching.others, "active person", "active people"),
        keys.join(", ")
    );
    Err(Error::invalid("people", &problem).with_hint(
        "Nothing was changed, and no plan was made. Check that this is the right list, that mapping reads the keys from the right columns, and matchBy. If everyone in the list is new, set baseline to 0, which permits it unless missing is 'deactivate'.",
    ))
}

async fn finish(
    client: &Client,
    request: &Request<'_>,
    mut matching: Matching<'_>,
    keys: &RowKeys,
    draft: &mut Draft,
) -> Result<()> {
    hold_unsure(request, keys, &mut matching);
    let texts = std::mem::take(&mut matching.texts);
    let mut states = StateCounts::default();
    let mut joiners = Joiners::new(request.people.len());
    let mut found = Vec::new();
    for at in 0..request.people.len() {
        let decision = matching.decisions[at].take();
        let ambiguity = matching.ambiguous[at];
        let clash = matching.clashes[at].take();
        let held = match (ambiguity, &decision, &clash) {
            _ if !keys.has_one_of(at, request.match_by) => {
                Some((None, HeldReason::Invalid, NO_KEY))
            }
            (Some(ambiguity), ..) => Some((None, HeldReason::Ambiguous, ambiguity.message())),
            (None, Some(decision), Some(_)) => {
                Some((Some(decision.id(&texts)), HeldReason::Exists, TAKEN))
            }
            (None, None, Some(id)) => Some((Some(id.clone()), HeldReason::Exists, TAKEN)),
            _ => None,
        };
        if let Some((id, reason, message)) = held {
            let desired = matching.reader().read(&request.people.at(at), &[]);
            let who = new_person(&desired.fields, &desired.names);
            draft.row = Some(row_facts(request.people, at, request.columns));
            draft.hold(id.as_deref(), who, reason, message);
            draft.row = None;
            continue;
        }
        match decision {
            Some(decided) => found.push((at, decided)),
            None => joiners.add(at, &matching, &mut states, draft),
        }
    }
    let mut steps = joiners.steps(keys, &matching, draft);
    if !steps.is_empty() || request.missing == Missing::Deactivate {
        check_matches(request, &matching)?;
    }
    for (at, decided) in &mut found {
        let manager = keys.managers.get(*at);
        decided.settle_manager(&texts, manager, &matching.managers);
        if let Decided::Other(decision) = decided {
            joiners.set_manager(*at, decision, keys, &matching);
        }
    }
    let found = found.into_iter().map(|(at, decided)| (Some(at), decided));
    let missing = matching.missing.drain(..);
    let missing = missing.map(|decision| (None, Decided::Other(Box::new(decision))));
    for (at, decided) in found.chain(missing) {
        let entry = match decided {
            Decided::Same(entry) => entry,
            Decided::SameButManager(managed) => managed.entry,
            Decided::Other(mut decision) => {
                let is_held = matches!(decision.outcome, Outcome::Held(..));
                let row = at.filter(|_| is_held);
                draft.row = row.map(|at| row_facts(request.people, at, request.columns));
                if let (Outcome::Step(step, _), Some(at)) = (&mut decision.outcome, at) {
                    add_place(&mut step.because, request.people, at);
                }
                settle(*decision, &mut states, &mut steps, draft);
                continue;
            }
        };
        states.add(State::Same);
        draft.unchanged.push(texts.entries.get(entry));
    }
    draft.row = None;
    draft.max_people = request
        .max_people
        .or_else(|| request.limits.explicit_deactivations(matching.active));
    let options = GuardOptions {
        include_administrators: request.include_administrators,
        max_people: draft.max_people,
        dry_run: true,
    };
    add_guarded(client, steps, options, draft).await?;
    warn_of_managers(&matching.managers, draft);
    warn_of_access_levels(client, draft).await?;
    stop_over_limit(&request.limits, matching.active, draft);
    draft.facts.insert("states", states.to_json());
    draft.facts.insert("people", request.people.len() as f64);
    matching.kept.warn(draft);
    matching.unknown.append(joiners.unknown);
    matching.unknown.warn(draft);
    Ok(())
}

/// Adds a decision to the draft, or to the steps that the guards have to judge.
fn settle(
    decision: Decision,
    states: &mut StateCounts,
    steps: &mut Vec<(NewStep, Json)>,
    draft: &mut Draft,
) {
    if let Some(state) = decision.state {
        states.add(state);
    }
    match decision.outcome {
        Outcome::Step(step, user) => steps.push((*step, user)),
        Outcome::Unchanged => draft.leave(&decision.id, decision.person),
        Outcome::Held(reason, message) => {
            draft.state = decision.state.map(State::as_str);
            draft.hold(Some(&decision.id), decision.person, reason, &message);
            draft.state = None;
        }
    }
}
