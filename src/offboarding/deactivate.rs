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
    let id_at = |at: usize| people[at].id.as_deref().and_then(Id::parse);
    let mut open: Vec<usize> = (0..people.len())
        .filter(|&at| people[at].outcome.is_none() && id_at(at).is_some())
        .collect();
    let total = open.len();
    let body = change(work.clear_teams);
    let mut dialect = None;
    for pass in 1..=PASSES {
        if open.is_empty() {
            break;
        }
        let operations: Vec<Operation> = open
            .iter()
            .filter_map(|&at| Id::parse(people[at].id.as_deref()?))
            .map(|id| Operation::update(id, &body))
            .collect();
        let settled = total - open.len();
        let progress = |done| context.report(settled + done, total);
        let verdicts = match batch::run(client, &operations, work.chunk_size, &progress).await {
            Ok(report) => {
                dialect = Some(report.dialect);
                report.verdicts
            }
            Err(error) if pass == 1 => return Err(error),
            Err(error) => operations.iter().map(|_| Err(error.clone())).collect(),
        };
        let states = verify::read_again(client, people, &open, &verdicts, work.verify).await;
        let mut again = Vec::new();
        for ((&at, verdict), is_active) in open.iter().zip(verdicts).zip(states) {
            let may_help = pass < PASSES && verdict.as_ref().err().is_some_and(may_be_tried_again);
            let (outcome, error) = judge(verdict, is_active);
            people[at].settle(outcome, error);
            if outcome == OffboardOutcome::Failed && may_help {
                again.push(at);
            }
        }
        open = again;
    }
    context.report(total, total);
    Ok(dialect)
}

/// The same for everyone: the host's one object goes into every request.
fn change(clear_teams: bool) -> Json {
    let mut body = Json::object_of([("isActive", false.into())]);
    if clear_teams {
        // `teams: []` alone leaves the home team; "" clears a reference, null may not (facts, section 3.3).
        body.set("teams", Json::array());
        body.set("homeTeamID", "");
    }
    body
}

fn may_be_tried_again(error: &Error) -> bool {
    error.retryable || error.kind == ErrorKind::OutcomeUnknown
}

/// What Workfront shows counts for more than what it answered; `is_active` is what it shows, if it was asked.
fn judge(verdict: Verdict, is_active: Option<Seen>) -> (OffboardOutcome, Option<Error>) {
    match (is_active, verdict) {
        (Some(Seen::Inactive), _) => (OffboardOutcome::Deactivated, None),
        (Some(Seen::Active), Err(error)) => (OffboardOutcome::Failed, Some(error)),
        (Some(Seen::Active), Ok(_)) => (OffboardOutcome::Failed, Some(still_active())),
        (Some(Seen::Unseen), Ok(_)) => (OffboardOutcome::Unverified, None),
        (Some(Seen::Unseen), Err(error)) => (OffboardOutcome::Unverified, Some(error)),
        (None, Ok(data)) if says_inactive(&data) => (OffboardOutcome::Deactivated, None),
        (None, Ok(_)) => (OffboardOutcome::Unverified, None),
        (None, Err(error)) => {
            let certain = !may_be_tried_again(&error) || error.kind == ErrorKind::RateLimited;
            (
                if certain {
                    OffboardOutcome::Failed
                } else {
                    OffboardOutcome::Unverified
                },
                Some(error),
            )
        }
    }
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
    user.get("isActive").and_then(|active| active.as_bool()) == Some(false)
}

fn still_active() -> Error {
    let message = "Workfront accepted the change, but the account still works";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "A sync with the Adobe Admin Console may hold the account open: remove the product profile there.",
    )
}
