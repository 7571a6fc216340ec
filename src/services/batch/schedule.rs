//! The groups of a run that are sent in one dialect, and the requests in flight.

use super::attempt::{Attempt, Resolution, Unproven};
use super::creates;
use super::exchange::exchange;
use super::groups;
use super::probe::accepts;
use super::resolve::resolve;
use super::run_state::RunState;
use super::stopped::StopReason;
use crate::error::{Error, Result};
use crate::protocol::batch::{DialectSpec, OperationProof};
use crate::transport::FuturesUnordered;

/// A request in flight that completed.
pub(super) enum Event {
    /// A group was sent; an error is that of the look-up before it, and the group was not sent.
    Sent(Vec<usize>, Result<(Attempt, Result<Vec<OperationProof>>)>),
    /// The unproven operations of a group were read back.
    Resolved(Vec<usize>, Vec<Resolution>, Split),
    /// Whether the tenant accepts the dialect.
    Probed(Result<bool>),
}

/// How a group is split before it is sent again.
#[derive(Clone, Copy)]
pub(super) enum Split {
    /// In two halves: one operation may have failed the whole request.
    Halves,
    /// Each operation alone: the response was about other operations.
    Individually,
}

/// A group that failed before a response proved that the tenant accepts the dialect.
pub(super) struct Held {
    pub(super) group: Vec<usize>,
    pub(super) attempt: Attempt,
    pub(super) error: Error,
}

/// The groups of a run in one dialect.
pub(super) struct Schedule<'r, 'a> {
    pub(super) state: &'r mut RunState<'a>,
    pub(super) dialect: &'static DialectSpec,
    /// Whether another dialect can be tried.
    pub(super) may_change: bool,
    /// The groups to send; the next one is the last.
    pub(super) queue: Vec<Vec<usize>>,
    /// The requests in flight.
    pub(super) in_flight: FuturesUnordered<'a, Event>,
    /// Whether the tenant accepts the dialect, as far as is known.
    pub(super) is_accepted: bool,
    /// Whether a response of this run shows it.
    pub(super) is_proven: bool,
    /// Groups that wait for the result of the probe.
    pub(super) held: Vec<Held>,
    pub(super) is_probing: bool,
    /// The tenant's refusal of the dialect.
    pub(super) refusal: Option<Error>,
    /// The error that ended the run: every request after it would fail as well.
    pub(super) end: Option<Error>,
    /// The groups that failed with it.
    pub(super) refused_at_end: Vec<(Vec<usize>, Error)>,
}

impl<'r, 'a> Schedule<'r, 'a> {
    /// The groups of all operations without a verdict.
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
            in_flight: FuturesUnordered::default(),
            is_accepted,
            is_proven: false,
            held: Vec::new(),
            is_probing: false,
            refusal: None,
            end: None,
            refused_at_end: Vec::new(),
        }
    }

    /// Whether another group may be sent now.
    pub(super) fn may_start_more(&self) -> bool {
        self.refusal.is_none()
            && self.end.is_none()
            && self.held.is_empty()
            && !self.is_probing
            && !self.state.has_lost_connection()
    }

    /// Notes the error of a request that failed as a whole. Returns whether it stops the run.
    pub(super) fn note_failure(&mut self, error: &Error) -> bool {
        let is_end = StopReason::of(self.state.client, error).is_some();
        if is_end {
            self.end.get_or_insert(error.clone());
        }
        self.state.note_loss(error);
        is_end
    }

    /// Whether a group may be sent while others are in flight: its operations are idempotent, and no other operation names
    /// their objects.
    pub(super) fn is_independent(&self, group: &[usize]) -> bool {
        group.iter().all(|&index| {
            let operation = &self.state.operations[index];
            !self.state.contended[index] && operation.is_idempotent() && operation.id().is_some()
        })
    }

    /// Whether each operation of the group is idempotent.
    pub(super) fn is_idempotent(&self, group: &[usize]) -> bool {
        let mut operations = group.iter().map(|&index| &self.state.operations[index]);
        operations.all(|operation| operation.is_idempotent())
    }

    /// Sends a group, after a look-up of the users that it creates.
    pub(super) fn start(&mut self, group: Vec<usize>) {
        let (client, dialect) = (self.state.client, self.dialect);
        let operations = self.state.operations_at(&group);
        self.in_flight.push(Box::pin(async move {
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

    /// Finds out whether the tenant accepts the dialect, once.
    pub(super) fn probe(&mut self) {
        if !self.is_probing {
            self.is_probing = true;
            let (client, dialect, may_change) = (self.state.client, self.dialect, self.may_change);
            self.in_flight.push(Box::pin(async move {
                Event::Probed(accepts(client, dialect, may_change).await)
            }));
        }
    }

    /// Reads back what a response or a failure doesn't prove.
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
        let operations = self.state.operations_at(&group);
        let unproven: Vec<_> = operations.into_iter().zip(unproven).collect();
        self.in_flight.push(Box::pin(async move {
            let resolutions = resolve(client, unproven, &attempt).await;
            Event::Resolved(group, resolutions, split)
        }));
    }
}
