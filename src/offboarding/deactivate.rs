use super::verify::{self, Verify};
use super::{OffboardOutcome, Person};
use crate::actions::Context;
use crate::api::Id;
use crate::api::batch::{self, Dialect, Operation, Verdict};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;

/// How to do it.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// How many people a request carries.
    pub chunk_size: usize,
    /// How much is read again afterwards.
    pub verify: Verify,
    /// Whether they leave their teams too.
    pub clear_teams: bool,
}

/// Whoever still works after a lost answer is tried again so often at most.
const PASSES: usize = 3;

/// Deactivates everyone who has no outcome yet, and gives each one. Costs 1 request a chunk, 1 for 500 people to
/// verify, and more where answers are lost.
///
/// # Errors
/// Nothing was done: the tenant refuses the dialect, or the credential.
pub async fn deactivate(
    context: &Context,
    people: &mut [Person],
    work: Work,
) -> Result<Option<Dialect>> {
    let client = &context.client;
    let body = change(work.clear_teams);
    let mut open = Vec::with_capacity(people.len());
    for at in 0..people.len() {
        open.push(at);
    }
    let mut total = 0;
    let mut dialect = None;
    for pass in 1..=PASSES {
        let operations = updates(people, &mut open, &body);
        if pass == 1 {
            total = open.len();
        }
        if open.is_empty() {
            break;
        }
        let settled = total - open.len();
        let progress = |done| context.report(settled + done, total);
        let verdicts = match batch::run(client, &operations, work.chunk_size, &progress).await {
            Ok(report) => {
                dialect = Some(report.dialect);
                report.verdicts
            }
            Err(error) if pass == 1 => return Err(error),
            Err(error) => vec![Err(error); operations.len()],
        };
        let states = verify::read_again(client, people, &open, &verdicts, work.verify).await;
        for (index, verdict) in verdicts.into_iter().enumerate() {
            let may_help = pass < PASSES && verdict.as_ref().err().is_some_and(may_be_tried_again);
            let person = &mut people[open[index]];
            let (outcome, error) = judge(verdict, states[index]);
            // Open as long as it has no outcome.
            let is_open = outcome == OffboardOutcome::Failed && may_help;
            person.outcome = (!is_open).then_some(outcome);
            person.error = error;
        }
    }
    context.report(total, total);
    Ok(dialect)
}

/// What is to be sent for those at `open`, who are the ones without an outcome and with an ID afterwards.
fn updates(people: &[Person], open: &mut Vec<usize>, body: &Json) -> Vec<Operation> {
    let mut operations = Vec::with_capacity(open.len());
    open.retain(|&at| {
        let person = &people[at];
        let id = person.id.as_deref().filter(|_| person.outcome.is_none());
        let Some(id) = id.and_then(Id::parse) else {
            return false;
        };
        operations.push(Operation::update(id, body));
        true
    });
    operations
}

/// The same for everyone: the host's one object goes into every request.
fn change(clear_teams: bool) -> Json {
    let mut body = Json::object_of(&[("isActive", false.into())]);
    if clear_teams {
        // `teams: []` alone leaves the home team; "" clears a reference, null may not (facts, section 3.3).
        body.insert("teams", Json::array());
        body.insert("homeTeamID", "");
    }
    body
}

fn may_be_tried_again(error: &Error) -> bool {
    error.retryable || error.kind == ErrorKind::OutcomeUnknown
}

/// What Workfront shows counts for more than what it answered; `is_active` is what it shows, if it was asked.
fn judge(verdict: Verdict, is_active: Option<Seen>) -> (OffboardOutcome, Option<Error>) {
    let is_certain =
        |error: &Error| !may_be_tried_again(error) || error.kind == ErrorKind::RateLimited;
    let outcome = match (is_active, &verdict) {
        (Some(Seen::Inactive), _) => OffboardOutcome::Deactivated,
        (Some(Seen::Active), _) => OffboardOutcome::Failed,
        (None, Ok(data)) if says_inactive(data) => OffboardOutcome::Deactivated,
        (None, Err(error)) if is_certain(error) => OffboardOutcome::Failed,
        _ => OffboardOutcome::Unverified,
    };
    let error = match (outcome, verdict) {
        (OffboardOutcome::Deactivated, _) => None,
        (OffboardOutcome::Failed, Ok(_)) => Some(still_active()),
        (_, verdict) => verdict.err(),
    };
    (outcome, error)
}

/// What reading again has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The account works.
    Active,
    /// The account doesn't work.
    Inactive,
    /// Reading failed, or the user isn't shown.
    Unseen,
}

pub(super) fn says_inactive(user: &Json) -> bool {
    user.get_bool("isActive") == Some(false)
}

fn still_active() -> Error {
    let message = "Workfront accepted the change, but the account still works";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "A sync with the Adobe Admin Console may hold the account open: remove the product profile there.",
    )
}
