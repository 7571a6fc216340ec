//! The groups of a run that are sent in one dialect, and what is under way.

use super::attempt::{Attempt, Resolution, Unproven};
use super::creates;
use super::exchange::exchange;
use super::groups;
use super::probe::accepts;
use super::resolve::resolve;
use super::run_state::RunState;
use crate::error::{Error, Result};
use crate::protocol::batch::{DialectSpec, OperationProof};
use crate::transport::FuturesUnordered;

/// After this many groups in a row without a response, the rest isn't sent.
pub(super) const LOST_MAX: usize = 2;

/// What was waited for.
pub(super) enum Event {
    /// A group was sent, or not for the error of the look-up before.
    Sent(Vec<usize>, Result<(Attempt, Result<Vec<OperationProof>>)>),
    /// What a group left open was looked into.
    Resolved(Vec<usize>, Vec<Resolution>, Split),
    /// Whether the tenant takes the dialect.
    Probed(Result<bool>),
}

/// How what is sent again is put together.
#[derive(Clone, Copy)]
pub(super) enum Split {
    /// In two: one of them has failed them all.
    Halves,
    /// Each alone: the response was about others.
    Singly,
}

/// A group that failed before the dialect was proven.
pub(super) struct Held {
    pub(super) group: Vec<usize>,
    pub(super) attempt: Attempt,
    pub(super) error: Error,
}

pub(super) struct Schedule<'r, 'a> {
    pub(super) state: &'r mut RunState<'a>,
    pub(super) dialect: &'static DialectSpec,
    /// Whether another dialect can be tried.
    pub(super) may_change: bool,
    pub(super) queue: Vec<Vec<usize>>,
    pub(super) window: FuturesUnordered<'a, Event>,
    pub(super) is_accepted: bool,
    pub(super) is_proven: bool,
    pub(super) held: Vec<Held>,
    pub(super) is_probing: bool,
    pub(super) refusal: Option<Error>,
    /// Why nothing more is sent: the credential or the caller has ended it, and nothing after that would succeed.
    pub(super) end: Option<Error>,
    /// What was refused by that.
    pub(super) refused_at_end: Vec<(Vec<usize>, Error)>,
}

impl<'r, 'a> Schedule<'r, 'a> {
    /// Everything that has no verdict yet.
    pub(super) fn new(
        state: &'r mut RunState<'a>,
        dialect: &'static DialectSpec,
        is_accepted: bool,
        is_auto: bool,
    ) -> Self {
        let chunk = state.chunk_size;
        let queue = groups::split(
            dialect,
            state.operations,
            state.open(),
            &state.contended,
            chunk,
        );
        Schedule {
            state,
            dialect,
            may_change: is_auto && !dialect.is_documented,
            queue,
            window: FuturesUnordered::default(),
            is_accepted,
            is_proven: false,
            held: Vec::new(),
            is_probing: false,
            refusal: None,
            end: None,
            refused_at_end: Vec::new(),
        }
    }

    pub(super) fn may_start_more(&self) -> bool {
        self.refusal.is_none()
            && self.end.is_none()
            && self.held.is_empty()
            && !self.is_probing
            && self.state.lost < LOST_MAX
    }

    /// Whether a group may go out beside others: all change objects of their own, and once or twice is the same.
    pub(super) fn is_apart(&self, group: &[usize]) -> bool {
        group.iter().all(|&index| {
            let operation = &self.state.operations[index];
            !self.state.contended[index] && operation.is_idempotent() && operation.id().is_some()
        })
    }

    pub(super) fn is_idempotent(&self, group: &[usize]) -> bool {
        let mut operations = group.iter().map(|&index| &self.state.operations[index]);
        operations.all(|operation| operation.is_idempotent())
    }

    pub(super) fn start(&mut self, group: Vec<usize>) {
        let (client, dialect) = (self.state.client, self.dialect);
        let operations = self.state.those(&group);
        self.window.push(Box::pin(async move {
            let outcome = match creates::look_up_before(client, &operations).await {
                Err(error) => Err(error),
                Ok(before) => {
                    let is_single = operations.len() == 1;
                    let attempt = Attempt {
                        dialect,
                        before,
                        creations: Attempt::begin_creations(client, &operations),
                        is_single,
                    };
                    Ok((attempt, exchange(client, dialect, &operations).await))
                }
            };
            Event::Sent(group, outcome)
        }));
    }

    pub(super) fn probe(&mut self) {
        if !self.is_probing {
            self.is_probing = true;
            let (client, dialect, may_change) = (self.state.client, self.dialect, self.may_change);
            self.window.push(Box::pin(async move {
                Event::Probed(accepts(client, dialect, may_change).await)
            }));
        }
    }

    pub(super) fn resolve(
        &mut self,
        group: Vec<usize>,
        unproven: Vec<Unproven>,
        attempt: Attempt,
        split: Split,
    ) {
        if group.is_empty() {
            return;
        }
        let client = self.state.client;
        let operations = self.state.those(&group);
        let unproven: Vec<_> = operations.into_iter().zip(unproven).collect();
        self.window.push(Box::pin(async move {
            let resolutions = resolve(client, unproven, &attempt).await;
            Event::Resolved(group, resolutions, split)
        }));
    }
}
