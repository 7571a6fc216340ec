//! The user's fields and their types, IDs, dates, object types and versions of Workfront's API.

pub(crate) mod compare;
pub mod date;
mod field;
pub(crate) mod fingerprint;
#[cfg(feature = "schema")]
pub mod form;
mod id;
mod invisible;
mod object;
pub mod person_key;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub mod user;
mod version;
mod version_support;

pub use field::{Field, FieldKind};
pub use id::Id;
pub(crate) use id::is_guid;
pub use object::Object;
pub use version::ApiVersion;
pub use version_support::{SUPPORT_ENDS, Support};
