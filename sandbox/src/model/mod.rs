//! The object types of the tenant, their fields, references and collections.

mod field;
mod lookups;
mod people;
mod registry;
mod rows;
mod schema;
mod types;

pub use field::{Access, Collection, Field, Kind, Reference, Relation};
pub use registry::STORED;
pub use schema::Schema;
pub use types::Type;
