//! Event subscriptions: declarations, the subscriptions of a tenant, and the events that it sends.
#![allow(non_snake_case)] // Fields have Workfront's own names, as the caller writes them.

mod declared;
#[cfg(feature = "schema")]
mod described;
mod difference;
mod ensure;
mod event;
mod filter;
mod kind;
mod names;
mod receive;
#[cfg(feature = "schema")]
mod schema;
pub(crate) mod service;
mod state;
mod subject;
mod subscription;
mod token;
pub(crate) mod writes;

#[cfg(feature = "schema")]
pub use declared::RECEIVER;
pub use declared::{Declared, Receiver};
pub use difference::{Change, Transition};
pub use ensure::{EnsureEntry, EnsureOptions, EnsureOutcome, Ensured, GAP, delivery_notes, ensure};
pub use event::Event;
pub use filter::{Comparison, Connector, EventFilter, State};
pub use kind::{EventName, EventType};
pub use receive::{Message, Signed, parse, parse_all, verify};
pub use subscription::{Subscription, SubscriptionVersion};
