//! Event subscriptions and what is delivered for them (docs/workfront-facts.md#event-subscriptions).

mod change;
mod delivery;
mod filter;
mod payload;
mod receiver;
mod service;
mod subscription;

use std::collections::BTreeMap;

use crate::random::Random;
use crate::tenant::Tenant;

pub use change::Change;
pub use delivery::{Delivery, Outcome};
pub use service::handle;

use delivery::Message;
use receiver::Receiver;
use subscription::Subscription;

/// How long both versions are sent after a change of version (docs/workfront-facts.md#event-versions).
const BOTH_VERSIONS_MS: i64 = 300_000;

/// The subscriptions of a tenant, and what is on its way.
#[derive(Clone, Debug)]
pub struct Events {
    subscriptions: Vec<Subscription>,
    receivers: BTreeMap<String, Receiver>,
    messages: Vec<Message>,
    sent: u64,
    ids: Random,
}

impl Events {
    /// Without subscriptions.
    pub fn new(seed: u64) -> Self {
        Self {
            subscriptions: Vec::new(),
            receivers: BTreeMap::new(),
            messages: Vec::new(),
            sent: 0,
            ids: Random::new(seed ^ 0xe7e7),
        }
    }

    /// Makes the messages for what was written.
    pub fn tell(&mut self, tenant: &Tenant, changes: &[Change], now_ms: i64) {
        if self.subscriptions.is_empty() {
            return;
        }
        for change in changes {
            let Some(event) = change.event(tenant) else {
                continue;
            };
            for place in 0..self.subscriptions.len() {
                let Some(subscription) = self.subscriptions.get(place) else {
                    continue;
                };
                if !subscription.wants(&event) {
                    continue;
                }
                let mut bodies = vec![event.body(subscription, subscription.version, now_ms)];
                if let Some((old, since)) = subscription.before
                    && now_ms < since + BOTH_VERSIONS_MS
                {
                    bodies.push(event.body(subscription, old, now_ms));
                }
                let (url, token) = (subscription.url.clone(), subscription.auth_token.clone());
                for body in bodies {
                    self.queue(&url, &token, event.name, body, now_ms);
                }
            }
        }
    }

    /// An ID as the service's own look.
    fn new_id(&mut self) -> String {
        let mut id = self.ids.id();
        for place in [20, 16, 12, 8] {
            id.insert(place, '-');
        }
        id
    }
}
