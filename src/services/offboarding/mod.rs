//! Deactivates many users and verifies each one.

mod collect;
mod deactivate;
mod each_page;
mod guard;
mod managers;
mod matching;
mod person;
mod reject;
mod report;
mod requested;
mod verify;

pub use collect::{Source, collect};
#[cfg(feature = "plans")]
pub(crate) use deactivate::change;
pub use deactivate::{DeactivateOptions, Deactivation, deactivate, not_attempted};
pub use guard::{Guarding, guard};
pub use managers::{Reassigned, Reassignment, reassign};
pub use person::{OffboardOutcome, Person};
pub use reject::{choose_rejections, reject};
pub use report::{counts, report, tally};
pub use verify::Verify;
