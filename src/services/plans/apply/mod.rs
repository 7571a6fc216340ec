//! Applies a plan: reads everybody again, does each step whose `before` still holds, and reads what was changed.

mod after;
mod before;
mod dependent;
mod earlier;
mod guarded;
mod operation;
mod present;
mod references;
mod replacement;
mod sending;
mod steps;
mod stopped;

pub(super) use steps::run;
pub use stopped::{ApplyStopReason, ApplyStopped, OnDrift};
