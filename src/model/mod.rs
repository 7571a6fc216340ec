//! The user's fields and their types, IDs, dates, object types and versions of Workfront's API.

pub(crate) mod compare;
pub mod date;
mod email_address;
mod field;
pub mod field_path;
mod field_value;
pub(crate) mod fingerprint;
#[cfg(feature = "schema")]
pub mod form;
mod id;
mod invisible;
pub mod known_fields;
mod object;
pub mod person_key;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub mod user;
pub mod user_check;
mod version;
mod version_support;

pub use email_address::EmailAddress;
pub use field::{Field, FieldKind};
pub use field_value::FieldValue;
pub use id::Id;
pub(crate) use id::is_guid;
pub use invisible::is_format;
pub use object::Object;
pub use version::ApiVersion;
pub use version_support::{SUPPORT_ENDS, Support};
