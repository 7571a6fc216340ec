//! What a Workfront user is made of.

pub mod date;
mod field;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod suggest;
pub mod user;

pub use field::{Field, FieldKind};
