//! The subscriptions of the tenant.

use super::body;
use super::delivery::Deliveries;
use super::event::Event;
use super::subscription::Subscription;
use super::version::Version;
use crate::random::Random;
use crate::store::Change;
use crate::tenant::Tenant;

/// How long both versions are sent after a change of the version (docs/workfront-facts.md#event-versions).
const BOTH_VERSIONS_MS: i64 = 300_000;

/// The subscriptions of the tenant and their deliveries.
#[derive(Clone, Debug)]
pub struct Events {
    /// In the order in which they were created.
    pub subscriptions: Vec<Subscription>,
    /// The messages that are not delivered yet.
    pub deliveries: Deliveries,
    ids: Random,
}

impl Events {
    /// No subscriptions.
    pub fn new(seed: u64) -> Self {
        Self {
            subscriptions: Vec::new(),
            deliveries: Deliveries::default(),
            ids: Random::new(seed ^ 0xe7e7),
        }
    }

    /// Queues the messages for committed changes.
    pub fn publish(&mut self, tenant: &Tenant, changes: &[Change], now_ms: i64) {
        if self.subscriptions.is_empty() {
            return;
        }
        for event in changes
            .iter()
            .filter_map(|change| Event::from_change(tenant, change))
        {
            for subscription in &self.subscriptions {
                if !subscription.accepts(&event) {
                    continue;
                }
                let mut bodies = vec![body::build(
                    &event,
                    subscription,
                    subscription.version,
                    now_ms,
                )];
                if let Some((version, changed_at)) = subscription.previous
                    && now_ms < changed_at + BOTH_VERSIONS_MS
                {
                    bodies.push(body::build(&event, subscription, version, now_ms));
                }
                for body in bodies {
                    let (url, token) = (&subscription.url, &subscription.auth_token);
                    self.deliveries.queue(url, token, event.name, body, now_ms);
                }
            }
        }
    }

    /// A new ID, as a UUID.
    pub fn new_id(&mut self) -> String {
        let mut id = self.ids.id();
        for position in [20, 16, 12, 8] {
            id.insert(position, '-');
        }
        id
    }

    /// Changes the version of a subscription; `false` if there is no such subscription.
    pub fn set_version(&mut self, id: &str, version: Version, now_ms: i64) -> bool {
        let found = self.subscriptions.iter_mut().find(|one| one.id == id);
        let Some(subscription) = found else {
            return false;
        };
        if subscription.version != version {
            subscription.previous = Some((subscription.version, now_ms));
            subscription.version = version;
        }
        true
    }
}
