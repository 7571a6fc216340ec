//! Many operations in few requests, with a verdict for each.
//!
//! [`run`] sends them in chunks, in one of the dialects of [`crate::protocol::batch`]. What a response doesn't prove is
//! read back, the operations of a chunk together. Where a response doesn't say which operation failed, the chunk is split
//! until each has its verdict. An operation that isn't idempotent is never sent again if it may have been
//! done. [`run_guarded`] doesn't send what a guard holds back.

mod attempt;
mod chunk;
mod creates;
mod deletes;
mod dispatch;
mod exchange;
mod failures;
mod groups;
mod guarded;
mod outcomes;
mod probe;
mod probing;
mod progress;
mod resolve;
mod run;
mod run_state;
mod schedule;
mod stopped;
mod updates;
mod verdict;

pub use chunk::chunk_size;
pub(crate) use failures::is_lost;
pub use guarded::{GuardedReport, run_guarded};
pub use progress::{OnProgress, Phase, Tally};
pub use run::{Report, run};
pub(crate) use run_state::MAX_LOST;
pub use stopped::{StopReason, Stopped};
pub use verdict::{OperationState, Verdict};
