//! The budget of one call: `deadlineMs`, `maxRequests`, and the limit of requests that an edge runtime has.

use super::Policy;
use crate::error::{Error, ErrorKind, Result};
use std::cell::Cell;

/// What one call has used.
#[derive(Debug)]
pub(super) struct Budget {
    requests: Cell<u32>,
    /// Whether the runtime refused a request because its own limit is reached: it would refuse all others.
    is_spent: Cell<bool>,
    /// When the call started, in milliseconds since 1970.
    started_at: f64,
    /// When the call's claim of a plan ends, in milliseconds since 1970.
    lease_end: Cell<Option<f64>>,
}

impl Budget {
    pub fn starting_at(started_at: f64) -> Self {
        Budget {
            requests: Cell::new(0),
            is_spent: Cell::new(false),
            started_at,
            lease_end: Cell::default(),
        }
    }

    /// The number of requests that were sent.
    pub fn requests(&self) -> u32 {
        self.requests.get()
    }

    pub fn add_request(&self) {
        self.requests.set(self.requests.get() + 1);
    }

    /// Stops all further requests: the runtime would refuse them.
    pub fn set_spent(&self) {
        self.is_spent.set(true);
    }

    /// Whether the runtime would refuse all further requests.
    pub fn is_spent(&self) -> bool {
        self.is_spent.get()
    }

    /// From this time on, in milliseconds since 1970, nothing more is sent.
    #[cfg(feature = "plans")]
    pub fn set_lease_end(&self, at: f64) {
        self.lease_end.set(Some(at));
    }

    /// What is left of the call's time, in milliseconds; `None` without a deadline.
    pub fn left_ms(&self, policy: &Policy, now: f64) -> Option<f64> {
        let deadline = policy.deadline_ms.map(|most| self.started_at + most);
        let end = match (deadline, self.lease_end.get()) {
            (Some(deadline), Some(lease)) => Some(deadline.min(lease)),
            (deadline, lease) => deadline.or(lease),
        };
        end.map(|end| end - now)
    }

    /// Whether another request may be sent.
    ///
    /// # Errors
    /// Kind `budget`.
    pub fn check(&self, policy: &Policy, now: f64) -> Result<()> {
        if self.is_spent.get() {
            return Err(runtime_limit("see the errors before"));
        }
        if self.left_ms(policy, now).is_some_and(|left| left <= 0.0) {
            let is_lease = self.lease_end.get().is_some_and(|end| now >= end);
            return Err(match is_lease {
                true => budget_exceeded("time", "planLeaseMs"),
                false => out_of_time(),
            });
        }
        if policy
            .max_requests
            .is_some_and(|max| self.requests() >= max)
        {
            return Err(budget_exceeded("requests", "maxRequests"));
        }
        Ok(())
    }
}

/// The runtime refused a request because its own limit is reached.
pub(super) fn runtime_limit(reason: &str) -> Error {
    let message = format!(
        "The run was stopped: the runtime allows no more requests in this invocation ({reason})"
    );
    Error::new(ErrorKind::Budget, message).with_hint("This request was not sent. Run again what is left to do in another invocation, with fewer items in each, or raise the platform's limit.")
}

/// The call has used up its time.
pub(crate) fn out_of_time() -> Error {
    budget_exceeded("time", "deadlineMs")
}

fn budget_exceeded(what: &str, option: &str) -> Error {
    let message = format!("The run was stopped: it has used up its {what} ({option})");
    let hint = format!("Nothing more was sent. Raise {option}, or run again what is left to do.");
    Error::new(ErrorKind::Budget, message).with_hint(hint)
}
