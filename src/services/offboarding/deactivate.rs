use super::guard::deactivation;
use super::verify::{Seen, Verify, read_again, says_inactive};
use super::{OffboardOutcome, Person, tally};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::batch::{Dialect, Operation};
use crate::protocol::evidence::shows_absence;
use crate::services::batch::{
    self, OnProgress, OperationState, Phase, StopReason, Stopped, Tally, Verdict,
};

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

/// How the deactivation ended.
#[derive(Debug)]
pub struct Deactivation {
    /// The dialect that was used; `None` if nothing was sent.
    pub dialect: Option<Dialect>,
    /// Why the run was stopped, if it was.
    pub stopped: Option<Stopped>,
}

/// Deactivates the users without an outcome, except those who are to be rejected, and sets the outcome of each. Calls `on_progress` with the users that have an
/// outcome, and the number of all. Costs 1 request a chunk, 1 for every 500 users to verify, and more where responses are lost.
///
/// # Errors
/// Nothing was done: the tenant refuses the dialect or the credential, or nothing was sent.
pub async fn deactivate(
    client: &Client,
    people: &mut [Person],
    options: DeactivateOptions,
    on_progress: OnProgress<'_>,
) -> Result<Deactivation> {
    let body = change(options.clear_teams);
    let total = people.len();
    let mut open = Vec::with_capacity(total);
    let is_open = |person: &Person| person.outcome.is_none() && !person.is_to_be_rejected;
    open.extend((0..total).filter(|&at| is_open(&people[at])));
    let mut settled = tally(people);
    let mut end = Deactivation {
        dialect: None,
        stopped: None,
    };
    for pass in 1..=MAX_PASSES {
        if open.is_empty() {
            break;
        }
        let operations = updates(people, &mut open, &body);
        let on_sent = |sent| match pass {
            1 => on_progress(Phase::Deactivate, settled.plus(sent), total),
            // Those that failed before are sent again.
            _ => on_progress(Phase::Verify, settled, total),
        };
        // What an earlier pass left out is sent in this one.
        let before = end.stopped.take();
        let report = match batch::run(client, &operations, options.chunk_size, &on_sent).await {
            Ok(report) => report,
            Err(error) if pass == 1 => return Err(error),
            // The outcomes of the pass before stay.
            Err(error) => {
                end.stopped = Stopped::of(client, &error).or(before);
                break;
            }
        };
        end.dialect = Some(report.dialect);
        let on_inactive = |done| {
            let seen = Tally { done, failed: 0 };
            on_progress(Phase::Verify, settled.plus(seen), total);
        };
        // A lost connection may be back, and a refusal of the batch request says nothing about reading.
        let may_be_back =
            |stopped: &Stopped| matches!(stopped.reason, StopReason::Network | StopReason::Refused);
        let verify = match report.stopped.as_ref().is_none_or(may_be_back) {
            true => options.verify,
            false => Verify::None,
        };
        let read = read_again(
            client,
            people,
            &open,
            &report.verdicts,
            verify,
            &on_inactive,
        )
        .await;
        end.stopped = report.stopped.or(read.stopped);
        let is_over = |stopped: &Stopped| match stopped.reason {
            StopReason::Refused => false,
            StopReason::Network => !read.is_reachable,
            _ => true,
        };
        let may_go_on = pass < MAX_PASSES && !end.stopped.as_ref().is_some_and(is_over);
        let mut again = Vec::new();
        for (index, verdict) in report.verdicts.into_iter().enumerate() {
            let person = &mut people[open[index]];
            let may_retry = may_go_on && may_be_retried(&verdict);
            let (outcome, error) = judge(verdict, read.seen[index]);
            // What is known of an earlier pass stays.
            if person.outcome.is_none() || outcome != OffboardOutcome::NotAttempted {
                person.set_outcome(outcome, error);
            }
            let is_open = matches!(
                outcome,
                OffboardOutcome::Failed | OffboardOutcome::NotAttempted
            );
            if is_open && may_retry {
                again.push(open[index]);
            } else {
                settled.add(person.is_incomplete());
            }
        }
        on_progress(Phase::Verify, settled, total);
        open = again;
        if !may_go_on {
            break;
        }
    }
    Ok(end)
}

/// Sets the outcome of the users without one: nothing was sent for them.
pub fn not_attempted(people: &mut [Person], error: &Error) {
    for person in people.iter_mut().filter(|person| person.outcome.is_none()) {
        let error = Verdict::not_attempted(error).outcome.err();
        person.set_outcome(OffboardOutcome::NotAttempted, error);
    }
}

/// The updates of the users at the positions `open`. Removes the positions of users without an ID.
fn updates(people: &[Person], open: &mut Vec<usize>, body: &Json) -> Vec<Operation> {
    let mut operations = Vec::with_capacity(open.len());
    open.retain(|&at| {
        let Some(id) = people[at].id.as_deref().and_then(Id::parse) else {
            return false;
        };
        operations.push(Operation::update(id, body));
        true
    });
    operations
}

/// The change, which is the same for each user: all requests share one object of the host.
pub(crate) fn change(clear_teams: bool) -> Json {
    let mut body = deactivation();
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
        (_, OperationState::NotAttempted, _) => OffboardOutcome::NotAttempted,
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
