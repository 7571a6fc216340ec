//! The JSON Schemas of plans. The code builds plans as the host's JSON; a test checks them against these schemas.
#![allow(dead_code)] // Only the schemas are used.

mod cause;
mod plan;
mod run;

pub use plan::{ChangedPermissions, ChangedStep, Entry, Plan};
pub use run::{OutcomeCounts, Receipt, RecheckedPerson, ReportedStep};
