//! What several actions do with a tenant, each folder one job.
//!
//! In this order, each uses only those before it: `shared`, `users`, `directory`, `guards`, `batch`, `changes`, `events`, `provisioning`,
//! `offboarding`, `plans`, `reconcile`.

pub mod batch;
pub mod changes;
pub mod directory;
pub mod events;
pub mod guards;
pub mod offboarding;
#[cfg(feature = "plans")]
pub mod plans;
pub mod provisioning;
#[cfg(feature = "plans")]
pub mod reconcile;
pub mod shared;
pub mod users;
