//! Many operations in few requests, with a verdict for each.
//!
//! Three dialects carry them; [`run`] chunks and sends. What a response doesn't show is read back, the operations of a
//! chunk together, and where a response doesn't say which operation failed, the chunk is split until each has its
//! verdict. What isn't idempotent is never sent twice after a response that leaves open whether it was done.

mod bulk;
mod chunk;
mod creates;
mod deletes;
mod exchange;
mod groups;
mod operation;
mod operations;
mod outcomes;
mod probing;
mod refusal;
mod resolve;
mod run;
mod schedule;
mod updates;
mod uri;
mod uris;
mod verdict;

pub use chunk::chunk_size;
pub use operation::{Operation, OperationInput};
pub use run::{Report, run};
pub use verdict::{OperationState, Verdict};
