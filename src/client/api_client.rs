use super::Tenant;
use super::budget::Budget;
use crate::transport::{Host, Never};
use std::rc::Rc;

/// Sends the requests of one call to a tenant. Each layer is a file of this folder: authentication, retries, the limit of
/// concurrent requests, the budget, redaction.
#[derive(Debug)]
pub struct Client {
    tenant: Rc<Tenant>,
    host: Host,
    pub(super) budget: Rc<Budget>,
}

impl Client {
    /// A client for one call. Its deadline begins now.
    pub fn new(tenant: Rc<Tenant>, host: Host) -> Self {
        let budget = Rc::new(Budget::starting_at(host.clock.now()));
        Client {
            tenant,
            host,
            budget,
        }
    }

    /// The configuration of the connection, and what it has learnt about the tenant.
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The time of the host's clock, in milliseconds since 1970.
    pub fn now(&self) -> f64 {
        self.host.clock.now()
    }

    /// The number of requests that the call has sent.
    pub fn requests(&self) -> u32 {
        self.budget.requests()
    }

    /// What is left of the call's time, in milliseconds; `None` without a deadline.
    pub(crate) fn left_ms(&self) -> Option<f64> {
        self.budget.left_ms(&self.tenant.policy, self.now())
    }

    /// Whether the runtime has refused a request because its own limit of requests is reached.
    pub(crate) fn is_spent(&self) -> bool {
        self.budget.is_spent()
    }

    /// Whether the call's time is over.
    pub(crate) fn is_overdue(&self) -> bool {
        self.left_ms().is_some_and(|left| left <= 0.0)
    }

    /// The same client without the call's cancellation, for work that other calls wait for too. It shares the budget.
    pub(super) fn detached(&self) -> Self {
        let mut host = self.host.clone();
        host.cancel = Rc::new(Never);
        Client {
            tenant: self.tenant.clone(),
            host,
            budget: self.budget.clone(),
        }
    }
}
