//! Batches on the wire, pure: the operations, how each dialect sends them, and what a response proves about each.

mod dialect;
mod dialect_spec;
mod dialects;
mod input;
mod kind;
pub(crate) mod new_user;
mod operation;
mod refusal;
mod response;
mod uri;

pub use dialect::Dialect;
pub use dialect_spec::DialectSpec;
pub use input::OperationInput;
#[cfg(feature = "schema")]
pub(crate) use input::without_body;
pub use kind::{OperationKind, is_user};
pub use operation::Operation;
pub(crate) use refusal::{DialectRefusal, dialect_refusal};
pub(crate) use response::{OperationProof, prove_operations};
