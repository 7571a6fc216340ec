//! The mapping of a list's columns to fields of users: declared data, the same for every tenant.

mod cell;
mod document;
mod fields;
mod lookup;
mod plain;
mod rule;
#[cfg(feature = "schema")]
pub(crate) mod schema;

pub use cell::{Cell, cell};
pub use document::Mapping;
pub use fields::{LAST_WORKING_DAY, Target, target_of, unknown_target};
pub use lookup::ValueMap;
pub use plain::PlainCell;
pub use rule::{OnUnknown, OnlyWhen, Rule};
