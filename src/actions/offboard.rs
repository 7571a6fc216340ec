use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker};
use crate::error::{Details, Error, Result};
use crate::input::{Lines, Problems};
use crate::json::Json;
use crate::model::{EmailAddress, Id, Object};
use crate::protocol::{
    Dialect,
    filter::{Filter, Selection},
};
use crate::services::batch::{Phase, Stopped, chunk_size};
use crate::services::directory::resolve_optional_id;
use crate::services::guards::GuardOptions;
use crate::services::offboarding::{
    self, DeactivateOptions, OffboardOutcome, Person, Reassigned, Source, Verify,
};
use crate::services::users::PendingPeople;
use serde::{Deserialize, Serialize};

/// Deactivates many users and verifies each one.
#[derive(Debug)]
pub struct Offboard;

/// The users to offboard (exactly one of 'IDs', 'emails' and 'filters'/'anyOf'), and how.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "allOf" = [
    one_source(),
    crate::input::at_most_one(&["newManagerID", "newManager"]),
    confirmed_rejection(),
])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The users' IDs. An invalid one fails alone; one that occurs several times is one entry of the report.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User)))]
    pub IDs: Option<Lines<Id>>,
    /// The users' e-mail addresses, case-insensitive. An invalid one fails alone; one that occurs several times is one entry of the report.
    pub emails: Option<Lines<EmailAddress>>,
    /// Conditions on the users that must all be true.
    pub filters: Option<Vec<Filter>>,
    /// Groups of conditions. In addition to 'filters', all conditions of at least one group must be true.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<crate::protocol::filter::parts_schema::FilterGroup>>", extend("x-advanced" = true)))]
    pub anyOf: Option<Vec<Vec<Filter>>>,
    /// How many of the users are read again to verify them: 'all' (default), 'sample' or 'none'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub verify: Option<Verify>,
    /// The number of users per request: 1 to 100. Default: 50.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100), extend("x-advanced" = true)))]
    pub chunkSize: Option<u32>,
    /// Only report what would be done, and change nothing. Default: false.
    pub dryRun: Option<bool>,
    /// Fail before any change if more users than this would be changed, those of the last hour included. Default: the connection's 'maxPeople'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
    /// Whether administrators are offboarded too. Default: false, which holds them back.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
    /// What happens to users who wait for an approval: 'keep' (default) or 'reject'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub pending: Option<PendingPeople>,
    /// With 'pending' set to 'reject': the IDs of the pending users who may be deleted, as a dry run shows them. Others stay pending.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub confirm: Option<Vec<Id>>,
    /// Also remove the users from all their teams. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub clearTeams: Option<bool>,
    /// The ID of the user who becomes the manager of everyone who reports to an offboarded user.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User)))]
    pub newManagerID: Option<Id>,
    /// The e-mail address or full name of that user, instead of 'newManagerID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub newManager: Option<String>,
}

/// A result for each user.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OffboardOutput"))]
pub struct Output {
    /// A result for each user: in the order of the input, or sorted by ID if they were searched.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<ReportEntry>"))]
    pub report: Json,
    /// The number of users with each outcome.
    #[cfg_attr(feature = "schema", schemars(with = "Counts"))]
    pub counts: Json,
    /// Whether everything was done: no user failed, was held back, is pending, is unverified or was not attempted, everyone who
    /// needs a new manager has one, and the run was not stopped, or would not be.
    pub complete: bool,
    /// In a dry run: the error with which a limit would stop the run before its first change; absent if none would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wouldStop: Option<Details>,
    /// In a dry run: how many people may be shut out, those of the last hour included; absent if nobody would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Why the run was stopped before everything was done and verified; absent if it wasn't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// The users whose manager was replaced, if a new manager was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reassigned: Option<Vec<Reassigned>>,
    /// The batch dialect that was used; absent if no batch was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// The number of requests that were sent.
    pub requests: u32,
    /// Remarks: what deactivation and rejection don't do, and what becomes of pending users. Empty if there are none of these.
    pub notes: Vec<&'static str>,
}

/// The result for one user.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[allow(dead_code)] // Only the schema of what the code below builds.
pub struct ReportEntry {
    /// The user's ID, or an invalid one of the input; absent if only the address is known.
    #[schemars(skip_serializing_if = "Option::is_none")]
    ID: Option<String>,
    /// The e-mail address, or an invalid one of the input; absent if it is unknown.
    #[schemars(skip_serializing_if = "Option::is_none")]
    emailAddr: Option<String>,
    /// The outcome.
    outcome: OffboardOutcome,
    /// The positions in the input (the first is 0), if the ID or address occurs several times or is invalid.
    #[schemars(skip_serializing_if = "Option::is_none")]
    positions: Option<Vec<usize>>,
    /// Why it failed, was held back, or why the outcome is unknown.
    #[schemars(skip_serializing_if = "Option::is_none")]
    error: Option<crate::error::Details>,
}

/// The number of users with each outcome.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[allow(dead_code)] // Only the schema of what the code below builds.
pub struct Counts {
    /// Users who were deactivated.
    deactivated: u32,
    /// Users who were inactive before.
    alreadyInactive: u32,
    /// Users who wait for an approval, and for whom nothing was sent.
    pending: u32,
    /// Users whose approval was rejected, which deletes them.
    rejected: u32,
    /// Users whom a guard held back.
    held: u32,
    /// Users who don't exist or are not visible.
    notFound: u32,
    /// Users who were not deactivated, and invalid items of the input.
    failed: u32,
    /// Users whose state is unknown.
    unverified: u32,
    /// Users for whom nothing was sent, because the run had been stopped.
    notAttempted: u32,
    /// Users who would be deactivated, in a dry run.
    planned: u32,
    /// Pending users whose approval would be rejected, in a dry run.
    rejectionPlanned: u32,
}

impl Action for Offboard {
    const ID: &'static str = "offboard";
    const ABOUT: About = About {
        title: "Offboard users",
        description: "Deactivates many users in few requests, reads them again, and returns a result for each. Holds back the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            1,
            "1 per 500 users named or per 2,000 users found, 1 per chunk, and 1 per 500 users to verify; 2 for each approval that is rejected; more if responses are lost; the guards cost 1 for the connection's own user once a connection, 1 if administrators would be changed, 1 for each name in protect that was not looked up lately, and 1 an hour after ten people",
        ),
        group: "Bulk",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let (source, chunk_size) = check(input)?;
        let dry_run = input.dryRun == Some(true);
        let (id, name) = (&input.newManagerID, &input.newManager);
        let manager = resolve_optional_id(client, Object::User, id, name, "newManager").await?;
        let on_lookup = |tally, total| context.report(Phase::LookUp, tally, total);
        let mut people = offboarding::collect(client, source, &on_lookup).await?;
        check_people(&people, manager.as_ref())?;
        if input.pending == Some(PendingPeople::Reject) {
            offboarding::choose_rejections(&mut people, input.confirm.as_deref());
        }
        let guards = GuardOptions {
            include_administrators: input.includeAdministrators == Some(true),
            max_people: input.maxPeople,
            dry_run,
        };
        let guarding = offboarding::guard(client, &mut people, guards).await?;
        let would_stop = guarding
            .would_stop()
            .map(|error| error.in_action(Offboard::ID));
        let limit = guarding.most().filter(|_| dry_run);
        let done = match carry_out(context, input, people, chunk_size, manager.as_ref()).await {
            Ok(done) => done,
            Err(error) => return Err(guarding.fail(error)),
        };
        guarding.end(&done.people);
        let Done {
            people,
            reassigned,
            dialect,
            stopped,
        } = done;
        let tally = offboarding::tally(&people);
        context.report(Phase::Report, tally, people.len());
        let has_managers = reassigned.iter().flatten().all(|user| user.ok);
        Ok(Output {
            counts: offboarding::counts(&people),
            complete: tally.failed == 0
                && has_managers
                && stopped.is_none()
                && would_stop.is_none(),
            wouldStop: would_stop.map(Error::into_details),
            limit,
            notes: notes(&people),
            stopped: stopped.map(|stopped| stopped.in_action(Offboard::ID)),
            report: offboarding::report(people, Offboard::ID),
            reassigned,
            dialect,
            requests: client.requests(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Forbidden;
        Example {
            input: serde_json::json!({ "emails": ["jane.doe@example.com", "lou.reed@example.com", "nobody@example.com"], "verify": "all" }),
            fails: &[Forbidden],
        }
    }
}

/// What a run has done.
struct Done {
    people: Vec<Person>,
    reassigned: Option<Vec<Reassigned>>,
    dialect: Option<Dialect>,
    stopped: Option<Stopped>,
}

/// Sets the new manager, deactivates the users without an outcome, and rejects approvals; in a dry run only reports it.
async fn carry_out(
    context: &Context,
    input: &Input,
    mut people: Vec<Person>,
    chunk_size: usize,
    manager: Option<&Id>,
) -> Result<Done> {
    let client = &context.client;
    let dry_run = input.dryRun == Some(true);
    let on_progress = |phase, tally, total| context.report(phase, tally, total);
    let (mut reassigned, mut dialect, mut stopped) = (None, None, None);
    if let Some(manager) = manager {
        let run =
            offboarding::reassign(client, &people, manager, chunk_size, dry_run, &on_progress);
        let run = run.await?;
        (reassigned, stopped) = (Some(run.users), run.stopped);
    }
    // Some users have or may have a new manager already, so the report must be returned.
    let mut has_begun = reassigned.as_ref().is_some_and(|all| !all.is_empty());
    if dry_run {
        for person in people.iter_mut().filter(|person| person.outcome.is_none()) {
            let outcome = match person.is_to_be_rejected {
                true => OffboardOutcome::RejectionPlanned,
                false => OffboardOutcome::Planned,
            };
            person.set_outcome(outcome, None);
        }
    } else if stopped.is_none() {
        let work = DeactivateOptions {
            chunk_size,
            verify: input.verify.unwrap_or(Verify::All),
            clear_teams: input.clearTeams == Some(true),
        };
        match offboarding::deactivate(client, &mut people, work, &on_progress).await {
            Ok(end) => (dialect, stopped) = (end.dialect, end.stopped),
            Err(error) if has_begun => {
                offboarding::not_attempted(&mut people, &error);
                stopped = Stopped::of(client, &error);
            }
            Err(error) => return Err(error),
        }
        has_begun |= dialect.is_some();
        if stopped.is_none() {
            match offboarding::reject(client, &mut people, &on_progress).await {
                Ok(end) => stopped = end,
                Err(error) if has_begun => stopped = Stopped::of(client, &error),
                Err(error) => return Err(error),
            }
        }
    }
    if let Some(stopped) = &stopped {
        offboarding::not_attempted(&mut people, &stopped.error);
    }
    Ok(Done {
        people,
        reassigned,
        dialect,
        stopped,
    })
}

/// The remarks that apply to these people.
fn notes(people: &[Person]) -> Vec<&'static str> {
    let has = |outcome| people.iter().any(|person| person.outcome == Some(outcome));
    let mut notes = Vec::new();
    if has(OffboardOutcome::Deactivated) {
        notes.extend_from_slice(super::deactivate::NOTES);
    }
    if has(OffboardOutcome::Pending) {
        notes.push(super::deactivate::PENDING);
    }
    if has(OffboardOutcome::Rejected) {
        notes.extend_from_slice(super::deactivate::REJECTED);
    }
    if has(OffboardOutcome::RejectionPlanned) {
        notes.push(super::deactivate::REJECTION_PLANNED);
    }
    notes
}

/// The source of the users, and the number of users per request.
pub(super) fn check(input: &Input) -> Result<(Source<'_>, usize)> {
    let mut problems = Problems::default();
    let chunk_size = chunk_size(input.chunkSize, &mut problems);
    if input.newManagerID.is_some() && input.newManager.is_some() {
        problems.add("newManager", "must be absent if newManagerID is set");
    }
    let by_search = input.filters.is_some() || input.anyOf.is_some();
    let selection = Selection::of(&input.filters, &input.anyOf);
    if by_search && selection.filters.is_empty() && selection.any_of.is_empty() {
        problems.add(
            "filters",
            "must have at least one condition: otherwise all users would be offboarded",
        );
    }
    let rejects = input.pending == Some(PendingPeople::Reject) && input.dryRun != Some(true);
    if rejects && input.confirm.as_ref().is_none_or(Vec::is_empty) {
        problems.add(
            "confirm",
            "must have the IDs of the pending users to delete, as rejecting an approval deletes the user; dryRun shows them",
        );
    }
    let source = match (&input.IDs, &input.emails, by_search) {
        (Some(ids), None, false) => Source::Ids(ids),
        (None, Some(emails), false) => Source::Emails(emails),
        (ids, emails, _) => {
            if !by_search || ids.is_some() || emails.is_some() {
                problems.add(
                    "IDs",
                    "must be set, or 'emails', or 'filters' (with 'anyOf'): exactly one of the three",
                );
            }
            Source::Found(selection)
        }
    };
    problems.into_result().map(|()| (source, chunk_size))
}

pub(super) fn check_people(people: &[Person], manager: Option<&Id>) -> Result<()> {
    let is_manager = |person: &Person| person.id.as_deref() == manager.map(Id::as_str);
    if manager.is_some() && people.iter().any(is_manager) {
        return Err(
            Error::invalid("newManagerID", "is one of the users to offboard")
                .with_hint("Nothing was changed. Set a manager who is not offboarded."),
        );
    }
    Ok(())
}

/// The rule of the schema: a rejection names the users who are deleted, except in a dry run.
#[cfg(feature = "schema")]
fn confirmed_rejection() -> serde_json::Value {
    serde_json::json!({ "anyOf": [
        { "properties": { "pending": { "enum": ["keep", null] } } },
        { "required": ["confirm"], "properties": { "confirm": { "type": "array", "minItems": 1 } } },
        { "required": ["dryRun"], "properties": { "dryRun": { "const": true } } },
    ] })
}

/// The rule of the schema: IDs, addresses, or a search with at least one condition.
#[cfg(feature = "schema")]
fn one_source() -> serde_json::Value {
    let source = |name: &str, absent: &[&str]| {
        let mut rule = serde_json::json!({ "required": [name], "properties": {} });
        rule["properties"][name] = match absent.len() {
            2 => serde_json::json!({ "type": "array", "minItems": 1 }),
            _ => serde_json::json!({ "type": "array" }),
        };
        for other in absent {
            rule["properties"][*other] = serde_json::json!({ "type": "null" });
        }
        rule
    };
    serde_json::json!({ "anyOf": [
        source("IDs", &["emails", "filters", "anyOf"]),
        source("emails", &["IDs", "filters", "anyOf"]),
        source("filters", &["IDs", "emails"]),
        source("anyOf", &["IDs", "emails"]),
    ] })
}
