//! Many operations in few requests, with a verdict for each.
//!
//! Three dialects carry them; [`run`] chunks, sends, and where an answer doesn't tell which operation failed,
//! splits the chunk until each has its verdict. What isn't idempotent is never sent twice unless a look-up has
//! shown that it wasn't done.

mod attempt;
mod bulk;
mod chunk;
mod creates;
mod dialect;
mod groups;
mod operation;
mod operations;
mod places;
mod refusal;
mod run;
mod settle;
mod uris;

pub use chunk::chunk_size;
pub use dialect::Dialect;
pub use operation::{Operation, OperationInput};
pub(crate) use places::Places;
pub use run::{Report, Verdict, run};
