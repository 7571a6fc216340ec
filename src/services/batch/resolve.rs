//! What is known of operations whose request failed, or whose response doesn't show them, once that was looked into.

use super::operation::Kind;
use super::verdict::Verdict;
use super::{Operation, creates, deletes, updates};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::protocol::{Dialect, evidence};
use crate::services::users::claims::Creation;

/// An operation that isn't settled by its response.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// What went wrong; it says whether the operation may have been done.
    pub(super) cause: Error,
    /// What Workfront gave for it, where it accepted the operation without showing it.
    pub(super) accepted: Option<Json>,
}

/// The request that left operations open.
pub(super) struct Attempt {
    /// The dialect it was sent in.
    pub(super) dialect: Dialect,
    /// When it was sent.
    pub(super) started: f64,
    /// The users with the addresses of its creations, before.
    pub(super) before: Json,
    /// Its creations, by e-mail address, until they are settled.
    pub(super) creations: Vec<(String, Creation)>,
    /// Whether it carried nothing else.
    pub(super) alone: bool,
}

/// What is known of an operation now.
#[derive(Debug)]
pub(super) struct Settled {
    /// The verdict, unless it is sent again.
    pub(super) verdict: Verdict,
    /// Whether it may be sent again.
    pub(super) again: bool,
}

impl Settled {
    /// A verdict that sending again doesn't change.
    pub(super) fn last(verdict: Verdict) -> Self {
        Settled {
            verdict,
            again: false,
        }
    }
}

/// Whether the response was lost on the way, or never given; the client has sent it again by then, where that could help.
pub(super) fn is_lost(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout)
        || matches!(error.status, Some(502..=504))
}

/// Why nothing better is known, where looking failed as well.
pub(super) fn cause_of(lost: &Error, unread: &Error) -> Error {
    let mut cause = evidence::cause(lost, unread).clone();
    if cause.kind == lost.kind {
        cause.message = format!("{}; looking failed too: {}", lost.message, unread.message);
    }
    cause
}

/// Settles the open operations of a request, in their order.
pub(super) async fn resolve(
    client: &Client,
    open: Vec<(&Operation, Open)>,
    attempt: &Attempt,
) -> Vec<Settled> {
    let mut settled: Vec<Option<Settled>> = Vec::with_capacity(open.len());
    let (mut updated, mut created) = (Vec::new(), Vec::new());
    for (at, (operation, one)) in open.into_iter().enumerate() {
        let maybe_done = one.cause.maybe_done;
        settled.push(match operation.kind() {
            Kind::Update if maybe_done => {
                updated.push((at, (operation, one)));
                None
            }
            Kind::Create if operation.creates_user() && !was_not_sent(operation, &one.cause) => {
                created.push((at, (operation, one)));
                None
            }
            Kind::Delete if maybe_done => {
                Some(deletes::settle(client, attempt.dialect, operation, &one).await)
            }
            _ if maybe_done && operation.is_write() => {
                let verdict = Verdict::unknown(&one.cause, &operation.what_was_done());
                Some(Settled::last(verdict))
            }
            _ => Some(not_done(operation, one.cause, attempt.alone)),
        });
    }
    let (places, group) = unzip(updated);
    if !group.is_empty() {
        put(
            &mut settled,
            places,
            updates::settle(client, &group, attempt).await,
        );
    }
    let (places, group) = unzip(created);
    if !group.is_empty() {
        put(
            &mut settled,
            places,
            creates::settle(client, &group, attempt).await,
        );
    }
    settled.into_iter().flatten().collect()
}

fn unzip<T>(pairs: Vec<(usize, T)>) -> (Vec<usize>, Vec<T>) {
    pairs.into_iter().unzip()
}

fn put(settled: &mut [Option<Settled>], places: Vec<usize>, found: Vec<Settled>) {
    for (at, one) in places.into_iter().zip(found) {
        if let Some(place) = settled.get_mut(at) {
            *place = Some(one);
        }
    }
}

/// An operation that can't have been done.
fn not_done(operation: &Operation, cause: Error, alone: bool) -> Settled {
    if was_not_sent(operation, &cause) {
        return Settled::last(Verdict::not_attempted(&cause));
    }
    let is_final = alone
        || !operation.is_idempotent()
        || is_lost(&cause)
        || cause.kind == ErrorKind::RateLimited;
    Settled {
        verdict: Verdict::refused(cause),
        again: !is_final,
    }
}

/// Whether a write ended before it was sent: by the caller, a limit of the call, or for want of a credential.
fn was_not_sent(operation: &Operation, cause: &Error) -> bool {
    let by_itself = matches!(
        cause.kind,
        ErrorKind::Validation | ErrorKind::UnexpectedResponse | ErrorKind::RateLimited
    );
    operation.is_write() && !cause.maybe_done && cause.status.is_none() && !by_itself
}
