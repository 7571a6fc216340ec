//! What a Workfront user is made of.

pub(crate) mod compare;
pub mod date;
mod field;
pub(crate) mod fingerprint;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod suggest;
pub mod user;

pub use field::{Field, FieldKind};
