//! What a Workfront user is made of.

pub(crate) mod compare;
pub mod date;
mod field;
pub(crate) mod fingerprint;
#[cfg(feature = "schema")]
pub mod form;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub mod user;

pub use field::{Field, FieldKind};
