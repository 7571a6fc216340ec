use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker};
use crate::error::{Error, Result};
use crate::input::{Lines, Problems};
use crate::json::Json;
use crate::model::{EmailAddress, Id, Object};
use crate::protocol::{
    Dialect,
    filter::{Filter, Selection},
};
use crate::services::batch::{Phase, Stopped, chunk_size};
use crate::services::directory::resolve_optional_id;
use crate::services::offboarding::{
    self, DeactivateOptions, OffboardOutcome, Person, Reassigned, Source, Verify,
};
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
    /// Fail before any change if more users than this are found.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
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
    /// Whether everything was done: no user failed, is unverified or was not attempted, everyone who needs a new manager has
    /// one, and the run was not stopped.
    pub complete: bool,
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
    /// Remarks: what deactivation doesn't do. Empty if nobody was deactivated.
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
    /// Why it failed, or why the outcome is unknown.
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
}

impl Action for Offboard {
    const ID: &'static str = "offboard";
    const ABOUT: About = About {
        title: "Offboard users",
        description: "Deactivates many users in few requests, reads them again, and returns a result for each.",
        requests: Requests::at_least(
            1,
            "1 per 500 users named or per 2,000 users found, 1 per chunk, and 1 per 500 users to verify; more if responses are lost",
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
        check_people(&people, input.maxPeople, manager.as_ref())?;
        let on_progress = |phase, tally, total| context.report(phase, tally, total);
        let (mut reassigned, mut stopped) = (None, None);
        if let Some(manager) = &manager {
            let chunks = chunk_size;
            let run =
                offboarding::reassign(client, &people, manager, chunks, dry_run, &on_progress);
            let run = run.await?;
            (reassigned, stopped) = (Some(run.users), run.stopped);
        }
        let mut dialect = None;
        if dry_run {
            for person in people.iter_mut().filter(|person| person.outcome.is_none()) {
                person.set_outcome(OffboardOutcome::Planned, None);
            }
        } else if let Some(stopped) = &stopped {
            offboarding::not_attempted(&mut people, &stopped.error);
        } else {
            let work = DeactivateOptions {
                chunk_size,
                verify: input.verify.unwrap_or(Verify::All),
                clear_teams: input.clearTeams == Some(true),
            };
            match offboarding::deactivate(client, &mut people, work, &on_progress).await {
                Ok(end) => (dialect, stopped) = (end.dialect, end.stopped),
                // Some users have or may have a new manager already, so the report must be returned.
                Err(error) if reassigned.as_ref().is_some_and(|all| !all.is_empty()) => {
                    offboarding::not_attempted(&mut people, &error);
                    stopped = Stopped::of(client, &error);
                }
                Err(error) => return Err(error),
            }
        }
        let tally = offboarding::tally(&people);
        context.report(Phase::Report, tally, people.len());
        let has_managers = reassigned.iter().flatten().all(|user| user.ok);
        let is_deactivated = |person: &Person| person.outcome == Some(OffboardOutcome::Deactivated);
        let notes = match people.iter().any(is_deactivated) {
            true => super::deactivate::NOTES.to_vec(),
            false => Vec::new(),
        };
        Ok(Output {
            counts: offboarding::counts(&people),
            complete: tally.failed == 0 && has_managers && stopped.is_none(),
            stopped: stopped.map(|stopped| stopped.in_action(Offboard::ID)),
            report: offboarding::report(people, Offboard::ID),
            reassigned,
            dialect,
            requests: client.requests(),
            notes,
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

pub(super) fn check_people(
    people: &[Person],
    most: Option<u32>,
    manager: Option<&Id>,
) -> Result<()> {
    if let Some(most) = most.filter(|&most| people.len() > most as usize) {
        let problem = format!("{} users were found, more than {most}", people.len());
        return Err(Error::invalid("maxPeople", &problem)
            .with_hint("Nothing was changed. Narrow the filters, or increase maxPeople."));
    }
    let is_manager = |person: &Person| person.id.as_deref() == manager.map(Id::as_str);
    if manager.is_some() && people.iter().any(is_manager) {
        return Err(
            Error::invalid("newManagerID", "is one of the users to offboard")
                .with_hint("Nothing was changed. Set a manager who is not offboarded."),
        );
    }
    Ok(())
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
