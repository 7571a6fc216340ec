//! Event subscriptions and their deliveries (docs/workfront-facts.md#event-subscriptions).

mod body;
mod delivery;
mod event;
mod filter;
mod receiver;
mod registry;
mod service;
mod subscription;
mod version;

pub use delivery::{Delivery, DeliveryOutcome};
pub use registry::Events;
pub use service::handle;
