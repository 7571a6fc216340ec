//! Operations whose request failed, or whose response doesn't prove them: what reading back shows of each.

use super::attempt::{Attempt, Resolution, Unproven};
use super::failures::was_repeated;
use super::{Verdict, creates, deletes, updates};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::protocol::batch::{Operation, OperationKind};

/// A resolution for each unproven operation of a request, in their order.
pub(super) async fn resolve(
    client: &Client,
    unproven: Vec<(&Operation, Unproven)>,
    attempt: &Attempt,
) -> Vec<Resolution> {
    let mut resolutions: Vec<Option<Resolution>> = Vec::with_capacity(unproven.len());
    let (mut updated, mut created) = (Vec::new(), Vec::new());
    for (at, (operation, one)) in unproven.into_iter().enumerate() {
        let maybe_done = one.cause.maybe_done;
        resolutions.push(match operation.kind() {
            OperationKind::Update if maybe_done => {
                updated.push((at, (operation, one)));
                None
            }
            OperationKind::Create
                if operation.creates_user() && !was_not_sent(operation, &one.cause) =>
            {
                created.push((at, (operation, one)));
                None
            }
            OperationKind::Delete if maybe_done => {
                Some(deletes::resolve(client, attempt.dialect, operation, &one).await)
            }
            _ if maybe_done && operation.is_write() => {
                Some(Resolution::unknown(operation, &one.cause))
            }
            _ => Some(not_done(operation, one.cause, attempt.is_single)),
        });
    }
    let (positions, group): (Vec<usize>, Vec<_>) = updated.into_iter().unzip();
    if !group.is_empty() {
        let updates = updates::resolve(client, &group, attempt).await;
        set(&mut resolutions, positions, updates);
    }
    let (positions, group): (Vec<usize>, Vec<_>) = created.into_iter().unzip();
    if !group.is_empty() {
        let creates = creates::resolve(client, &group, attempt).await;
        set(&mut resolutions, positions, creates);
    }
    resolutions.into_iter().flatten().collect()
}

fn set(resolutions: &mut [Option<Resolution>], positions: Vec<usize>, found: Vec<Resolution>) {
    for (at, one) in positions.into_iter().zip(found) {
        if let Some(resolution) = resolutions.get_mut(at) {
            *resolution = Some(one);
        }
    }
}

/// The resolution of an operation that can't have been done.
fn not_done(operation: &Operation, cause: Error, is_single: bool) -> Resolution {
    if was_not_sent(operation, &cause) {
        return Resolution::last(Verdict::not_attempted(&cause));
    }
    let is_final = is_single || !operation.is_idempotent() || was_repeated(&cause);
    Resolution {
        verdict: Verdict::refused(cause),
        may_resend: !is_final,
    }
}

/// Whether a write ended before it was sent: the caller stopped the call, a limit was reached, or there is no credential.
fn was_not_sent(operation: &Operation, cause: &Error) -> bool {
    let is_about_operation = matches!(
        cause.kind,
        ErrorKind::Validation | ErrorKind::UnexpectedResponse | ErrorKind::RateLimited
    );
    let has_no_response = cause.status.is_none() && !is_about_operation;
    operation.is_write() && !cause.maybe_done && (has_no_response || cause.no_token)
}
