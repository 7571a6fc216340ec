//! Deactivates many users and verifies each one.

mod collect;
mod deactivate;
mod look_up;
mod managers;
mod matching;
mod person;
mod report;
mod verify;

pub use collect::{Source, collect};
#[cfg(feature = "plans")]
pub(crate) use deactivate::change;
pub use deactivate::{DeactivateOptions, deactivate, not_attempted};
pub use managers::{Reassigned, reassign};
pub use person::{OffboardOutcome, Person};
pub use report::{counts, report};
pub use verify::Verify;
