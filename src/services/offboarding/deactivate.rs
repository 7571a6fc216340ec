use super::verify::{Seen, Verify, read_again, says_inactive};
use super::{OffboardOutcome, Person};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::batch::{Dialect, Operation};
use crate::protocol::evidence::shows_absence;
use crate::services::batch::{self, OperationState, Verdict};

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
/// verify, and more where responses are lost.
///
/// # Errors
/// Nothing was done: the tenant refuses the dialect, or the credential.
pub async fn deactivate(
    client: &Client,
    people: &mut [Person],
    work: Work,
    on_progress: &dyn Fn(usize, usize),
) -> Result<Option<Dialect>> {
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
        let progress = |done| on_progress(settled + done, total);
        let report = match batch::run(client, &operations, work.chunk_size, &progress).await {
            Ok(report) => report,
            Err(error) if pass == 1 => return Err(error),
            // What the pass before has found stands.
            Err(_) => {
                for &at in &open {
                    people[at].outcome.get_or_insert(OffboardOutcome::Failed);
                }
                break;
            }
        };
        dialect = Some(report.dialect);
        let states = read_again(client, people, &open, &report.verdicts, work.verify).await;
        for (index, verdict) in report.verdicts.into_iter().enumerate() {
            let may_help = pass < PASSES && may_be_tried_again(&verdict);
            let person = &mut people[open[index]];
            let (outcome, error) = judge(verdict, states[index]);
            person.settle(outcome, error);
            if outcome == OffboardOutcome::Failed && may_help {
                // Open as long as there is no outcome; the error stands should the run end before.
                person.outcome = None;
            }
        }
    }
    on_progress(total, total);
    Ok(dialect)
}

/// Settles everyone who has no outcome yet: nothing was sent for them.
pub fn not_attempted(people: &mut [Person], error: &Error) {
    for person in people.iter_mut().filter(|person| person.outcome.is_none()) {
        let error = Verdict::not_attempted(error).outcome.err();
        person.settle(OffboardOutcome::Unverified, error);
    }
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
        // `teams: []` alone leaves the home team; "" clears a reference, null may not
        // (docs/workfront-facts.md#memberships).
        body.insert("teams", Json::array());
        body.insert("homeTeamID", "");
    }
    body
}

fn may_be_tried_again(verdict: &Verdict) -> bool {
    // Who is asked to wait, and didn't, was asked for longer than the connection allows.
    let is_passing = |error: &Error| {
        (error.retryable || error.kind == ErrorKind::OutcomeUnknown)
            && error.retry_after_ms.is_none()
    };
    verdict.outcome.as_ref().err().is_some_and(is_passing)
}

/// What Workfront shows afterwards counts for more than its response, which counts where nothing shows; `seen` is what it
/// shows, where it was asked.
fn judge(verdict: Verdict, seen: Option<Seen>) -> (OffboardOutcome, Option<Error>) {
    let is_missing = verdict.outcome.as_ref().err().is_some_and(shows_absence);
    let outcome = match (seen, verdict.state, &verdict.outcome) {
        (Some(Seen::Inactive), ..) => OffboardOutcome::Deactivated,
        (Some(Seen::Active), ..) => OffboardOutcome::Failed,
        (_, OperationState::NotDone, _) if is_missing => OffboardOutcome::NotFound,
        (_, OperationState::Done, Ok(data)) if says_inactive(data) => OffboardOutcome::Deactivated,
        (_, OperationState::NotDone, _) => OffboardOutcome::Failed,
        _ => OffboardOutcome::Unverified,
    };
    let error = match (outcome, verdict.outcome) {
        (OffboardOutcome::Deactivated, _) => None,
        (OffboardOutcome::Failed, Ok(_)) => Some(still_active()),
        (_, Ok(_)) => Some(unseen()),
        (_, Err(error)) => Some(error),
    };
    (outcome, error)
}

fn unseen() -> Error {
    let message = "Workfront accepted the change, but reading the user again failed";
    Error::new(ErrorKind::OutcomeUnknown, message)
}

fn still_active() -> Error {
    let message = "Workfront accepted the change, but the account still works";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "A sync with the Adobe Admin Console may hold the account open: remove the product profile there.",
    )
}
