use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker};
use crate::error::{Error, Result};
use crate::input::{Problems, item};
use crate::json::Json;
use crate::model::{Id, Object};
use crate::protocol::{
    Dialect,
    filter::{Filter, Selection},
};
use crate::services::batch::chunk_size;
use crate::services::directory::resolve_optional_id;
use crate::services::offboarding::{
    self, OffboardOutcome, Person, Reassigned, Source, Verify, Work,
};
use serde::{Deserialize, Serialize};

/// Deactivates many people and proves it.
#[derive(Debug)]
pub struct Offboard;

/// Whom to offboard (exactly one of 'IDs', 'emails' and 'filters'/'anyOf'), and how.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1)))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Users by ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User)))]
    pub IDs: Option<Vec<Id>>,
    /// Users by e-mail address, whatever its case.
    pub emails: Option<Vec<String>>,
    /// Users by conditions that must all hold.
    pub filters: Option<Vec<Filter>>,
    /// Groups of conditions; beside 'filters', all conditions of at least one group must hold.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub anyOf: Option<Vec<Vec<Filter>>>,
    /// How much is read again afterwards: 'all' (when not given), 'sample' or 'none'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub verify: Option<Verify>,
    /// How many people a request carries: 1 to 100, 50 when not given.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub chunkSize: Option<u32>,
    /// Only say what would be done: nothing is changed.
    pub dryRun: Option<bool>,
    /// Refuse, before anything is changed, when more people than this are found.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
    /// Take them out of all their teams too.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub clearTeams: Option<bool>,
    /// ID of the user who becomes the manager of those who report to the leavers.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User)))]
    pub newManagerID: Option<Id>,
    /// E-mail address or full name of that user, instead of newManagerID.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub newManager: Option<String>,
}

/// A verdict for everyone.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OffboardOutput"))]
pub struct Output {
    /// What became of each person: those named in their order, those found by ID.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<ReportEntry>"))]
    pub report: Json,
    /// How many people have each outcome.
    #[cfg_attr(feature = "schema", schemars(with = "Counts"))]
    pub counts: Json,
    /// Those who got a new manager, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reassigned: Option<Vec<Reassigned>>,
    /// The dialect of the batches; none where nothing was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// How many requests were sent.
    pub requests: u32,
    /// What to know: what deactivation doesn't do.
    pub notes: Vec<&'static str>,
}

/// What became of one person.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[allow(dead_code)] // Describes what is built by hand below.
pub struct ReportEntry {
    /// The user's ID; absent where only an address is known.
    #[schemars(skip_serializing_if = "Option::is_none")]
    ID: Option<String>,
    /// The e-mail address, where it is known.
    #[schemars(skip_serializing_if = "Option::is_none")]
    emailAddr: Option<String>,
    /// What became of them.
    outcome: OffboardOutcome,
    /// Why it failed, or why it is not known.
    #[schemars(skip_serializing_if = "Option::is_none")]
    error: Option<crate::error::Details>,
}

/// How many people have each outcome.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[allow(dead_code)] // Describes what is built by hand below.
pub struct Counts {
    /// How many accounts don't work any more.
    deactivated: u32,
    /// How many didn't work before.
    alreadyInactive: u32,
    /// How many there are not, or are not shown.
    notFound: u32,
    /// How many still work.
    failed: u32,
    /// How many could not be told.
    unverified: u32,
    /// How many would be deactivated, in a dry run.
    planned: u32,
}

impl Action for Offboard {
    const ID: &'static str = "offboard";
    const ABOUT: About = About {
        title: "Offboard people",
        description: "Deactivates many people in few requests, reads them again, and gives a verdict for each.",
        requests: Requests::at_least(
            1,
            "1 per 500 users named or per 2,000 users found, 1 per chunk, and 1 per 500 users to verify; more if responses are lost",
        ),
        group: "Bulk",
        read_only: false,
        destructive: false,
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
        let mut people = offboarding::collect(client, source).await?;
        refuse_surprises(&people, input.maxPeople, manager.as_ref())?;
        let mut reassigned = None;
        if let Some(manager) = &manager {
            let reports = offboarding::reassign(client, &people, manager, chunk_size, dry_run);
            reassigned = Some(reports.await?);
        }
        let mut dialect = None;
        if dry_run {
            for person in people.iter_mut().filter(|person| person.outcome.is_none()) {
                person.set_outcome(OffboardOutcome::Planned, None);
            }
        } else {
            let work = Work {
                chunk_size,
                verify: input.verify.unwrap_or(Verify::All),
                clear_teams: input.clearTeams == Some(true),
            };
            let on_progress = |done, total| context.report(done, total);
            dialect = match offboarding::deactivate(client, &mut people, work, &on_progress).await {
                Ok(dialect) => dialect,
                // Some have a new manager already, or may have: that must be said.
                Err(error) if reassigned.as_ref().is_some_and(|all| !all.is_empty()) => {
                    offboarding::not_attempted(&mut people, &error);
                    None
                }
                Err(error) => return Err(error),
            };
        }
        Ok(Output {
            counts: offboarding::counts(&people),
            report: offboarding::report(people, Offboard::ID),
            reassigned,
            dialect,
            requests: client.requests(),
            notes: super::deactivate::NOTES.to_vec(),
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

/// Whom the input means, and how many of them go into a request.
fn check(input: &Input) -> Result<(Source<'_>, usize)> {
    let mut problems = Problems::default();
    let chunk_size = chunk_size(input.chunkSize, &mut problems);
    if input.newManagerID.is_some() && input.newManager.is_some() {
        problems.add("newManager", "must be left out when newManagerID is given");
    }
    for (index, email) in input.emails.iter().flatten().enumerate() {
        if !email.contains('@') {
            problems.add(&item("emails", index), "must be an e-mail address");
        }
    }
    let by_search = input.filters.is_some() || input.anyOf.is_some();
    let selection = Selection::of(&input.filters, &input.anyOf);
    if by_search && selection.filters.is_empty() && selection.any_of.is_empty() {
        problems.add(
            "filters",
            "must have a condition: without one everyone would be offboarded",
        );
    }
    let source = match (&input.IDs, &input.emails, by_search) {
        (Some(ids), None, false) => Source::Ids(ids),
        (None, Some(emails), false) => Source::Emails(emails),
        (ids, emails, _) => {
            if !by_search || ids.is_some() || emails.is_some() {
                problems.add(
                    "IDs",
                    "say whom in exactly one way: IDs, emails, or filters (with anyOf)",
                );
            }
            Source::Found(selection)
        }
    };
    problems.into_result().map(|()| (source, chunk_size))
}

fn refuse_surprises(people: &[Person], most: Option<u32>, manager: Option<&Id>) -> Result<()> {
    if let Some(most) = most.filter(|&most| people.len() > most as usize) {
        let problem = format!("{} people were found, more than {most}", people.len());
        return Err(Error::invalid("maxPeople", &problem)
            .with_hint("Nothing was changed. Narrow the filters, or raise maxPeople."));
    }
    let is_manager = |person: &Person| person.id.as_deref() == manager.map(Id::as_str);
    if manager.is_some() && people.iter().any(is_manager) {
        return Err(
            Error::invalid("newManagerID", "is one of those to offboard")
                .with_hint("Nothing was changed. Name a manager who stays."),
        );
    }
    Ok(())
}
