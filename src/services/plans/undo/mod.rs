//! Plans what reverses the runs of receipts, and finds the users that have changed since they were applied.

mod planning;
mod recheck;
mod unknown;
mod written;

pub use planning::plan_undo;
pub use recheck::recheck;
