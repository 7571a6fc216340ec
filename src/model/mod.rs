//! What a Workfront user is made of.

mod field;
mod suggest;
pub mod user;

pub use field::{Field, FieldKind};
