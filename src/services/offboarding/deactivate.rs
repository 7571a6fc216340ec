use super::verify::{Seen, Verify, read_again, says_inactive};
use super::{OffboardOutcome, Person};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::batch::{Dialect, Operation};
use crate::protocol::evidence::shows_absence;
use crate::services::batch::{self, OperationState, Verdict};

/// The settings of an offboarding.
#[derive(Clone, Copy, Debug)]
pub struct DeactivateOptions {
    /// The number of users in a request.
    pub chunk_size: usize,
    /// Which users are read again afterwards.
    pub verify: Verify,
    /// Whether they are also removed from their teams.
    pub clear_teams: bool,
}

/// The maximum number of passes: a user who is still active after a lost response is sent again in the next one.
const MAX_PASSES: usize = 3;

/// Deactivates the users without an outcome and sets the outcome of each. Calls `on_progress` with the number of users that
/// have a verdict, and their total. Costs 1 request a chunk, 1 for every 500 users to verify, and more where responses are
/// lost.
///
/// # Errors
/// Nothing was done: the tenant refuses the dialect, or the credential.
pub async fn deactivate(
    client: &Client,
    people: &mut [Person],
    options: DeactivateOptions,
    on_progress: &dyn Fn(usize, usize),
) -> Result<Option<Dialect>> {
    let body = change(options.clear_teams);
    let mut open = Vec::with_capacity(people.len());
    for at in 0..people.len() {
        open.push(at);
    }
    let mut total = 0;
    let mut dialect = None;
    for pass in 1..=MAX_PASSES {
        let operations = updates(people, &mut open, &body);
        if pass == 1 {
            total = open.len();
        }
        if open.is_empty() {
            break;
        }
        let total_done = total - open.len();
        let progress = |done| on_progress(total_done + done, total);
        let report = match batch::run(client, &operations, options.chunk_size, &progress).await {
            Ok(report) => report,
            Err(error) if pass == 1 => return Err(error),
            // The outcomes of the pass before stay.
            Err(_) => {
                for &at in &open {
                    people[at].outcome.get_or_insert(OffboardOutcome::Failed);
                }
                break;
            }
        };
        dialect = Some(report.dialect);
        let states = read_again(client, people, &open, &report.verdicts, options.verify).await;
        for (index, verdict) in report.verdicts.into_iter().enumerate() {
            let may_retry = pass < MAX_PASSES && may_be_retried(&verdict);
            let person = &mut people[open[index]];
            let (outcome, error) = judge(verdict, states[index]);
            person.set_outcome(outcome, error);
            if outcome == OffboardOutcome::Failed && may_retry {
                // Without an outcome it is sent again. The error stays in case the run ends before.
                person.outcome = None;
            }
        }
    }
    on_progress(total, total);
    Ok(dialect)
}

/// Sets the outcome of the users without one: nothing was sent for them.
pub fn not_attempted(people: &mut [Person], error: &Error) {
    for person in people.iter_mut().filter(|person| person.outcome.is_none()) {
        let error = Verdict::not_attempted(error).outcome.err();
        person.set_outcome(OffboardOutcome::Unverified, error);
    }
}

/// The updates of the users at the positions `open`. Removes the positions of users with an outcome or without an ID.
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

/// The change, which is the same for each user: all requests share one object of the host.
pub(crate) fn change(clear_teams: bool) -> Json {
    let mut body = Json::object_of(&[("isActive", false.into())]);
    if clear_teams {
        // `teams: []` alone leaves the home team; "" clears a reference, null may not
        // (docs/workfront-facts.md#memberships).
        body.insert("teams", Json::array());
        body.insert("homeTeamID", "");
    }
    body
}

fn may_be_retried(verdict: &Verdict) -> bool {
    // With a Retry-After, the wait was longer than the connection allows.
    let is_transient = |error: &Error| {
        (error.retryable || error.kind == ErrorKind::OutcomeUnknown)
            && error.retry_after_ms.is_none()
    };
    verdict.outcome.as_ref().err().is_some_and(is_transient)
}

/// The outcome of a user. The state that was read again (`seen`) takes precedence over the response.
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
    let message = "Workfront accepted the change, but the account is still active";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "A synchronization with the Adobe Admin Console may keep the account active: remove the product profile there.",
    )
}
