//! Rejects the approvals of pending people, which deletes them.

use super::{OffboardOutcome, Person, not_attempted, tally};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Reason, Result};
use crate::model::Id;
use crate::protocol::evidence::shows_absence;
use crate::services::batch::{MAX_LOST, OnProgress, Phase, Stopped, is_lost};
use crate::services::users::{check_rejectable, reject_approval};

/// Chooses the pending people whose approvals are to be rejected: those whose IDs are confirmed, or all of them without a list.
pub fn choose_rejections(people: &mut [Person], confirmed: Option<&[Id]>) {
    for person in people {
        let id = person.id.as_deref().and_then(Id::parse);
        let Some(id) = id.filter(|_| person.outcome == Some(OffboardOutcome::Pending)) else {
            continue;
        };
        let is_same = |other: &Id| other.as_str().eq_ignore_ascii_case(id.as_str());
        if !confirmed.is_none_or(|all| all.iter().any(is_same)) {
            continue;
        }
        let checked = person
            .user
            .as_ref()
            .map_or(Ok(()), |user| check_rejectable(user, &id));
        match checked {
            Ok(()) => {
                person.outcome = None;
                person.is_to_be_rejected = true;
            }
            Err(error) => person.set_outcome(OffboardOutcome::Failed, Some(error)),
        }
    }
}

/// Rejects the approvals of the people who are to be rejected, one after the other, and reads each again. Returns why it was
/// stopped, if it was. Costs 2 requests for each of them, and more where responses are lost.
///
/// # Errors
/// Nothing was rejected: the credential is refused, the call was cancelled or reached a limit.
pub async fn reject(
    client: &Client,
    people: &mut [Person],
    on_progress: OnProgress<'_>,
) -> Result<Option<Stopped>> {
    let total = people.len();
    let is_open = |person: &Person| person.outcome.is_none() && person.is_to_be_rejected;
    let mut open: Vec<usize> = (0..total).collect();
    open.retain(|&at| is_open(&people[at]));
    let mut settled = tally(people);
    let mut lost = 0;
    for (count, &at) in open.iter().enumerate() {
        let Some(id) = people[at].id.as_deref().and_then(Id::parse) else {
            continue;
        };
        let mut stopped = None;
        match reject_approval(client, &id).await {
            Ok(()) => {
                lost = 0;
                people[at].set_outcome(OffboardOutcome::Rejected, None);
            }
            Err(error) => {
                stopped = Stopped::of(client, &error);
                lost = if had_no_response(&error) { lost + 1 } else { 0 };
                if lost >= MAX_LOST && stopped.is_none() {
                    stopped = Some(Stopped::without_response(client, &error));
                }
                let is_unknown = error.maybe_done || error.kind == ErrorKind::OutcomeUnknown;
                if count == 0 && !is_unknown && stopped.is_some() {
                    return Err(error);
                }
                let outcome = match &error {
                    error if shows_absence(error) => OffboardOutcome::NotFound,
                    _ if is_unknown => OffboardOutcome::Unverified,
                    _ if stopped.is_some() => OffboardOutcome::NotAttempted,
                    _ => OffboardOutcome::Failed,
                };
                people[at].set_outcome(outcome, Some(error));
            }
        }
        settled.add(people[at].is_incomplete());
        on_progress(Phase::Reject, settled, total);
        if let Some(stopped) = stopped {
            not_attempted(people, &stopped.error);
            return Ok(Some(stopped));
        }
    }
    Ok(None)
}

fn had_no_response(error: &Error) -> bool {
    is_lost(error)
        || matches!(
            error.reason,
            Some(Reason::Kind(ErrorKind::Network | ErrorKind::Timeout))
        )
}
