//! Names instead of IDs: finds the objects that a user refers to by name, so that a workflow works unchanged in several
//! tenants.

mod find;
mod references;
mod resolve;
mod resolve_input;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod store;

pub use find::find;
#[cfg(feature = "plans")]
pub(crate) use references::ROWS;
pub use references::{NAMED, check_name_and_id, with_ids};
pub use resolve::{check_name, find_one, resolve};
pub use resolve_input::{check_exclusive, resolve_optional_id, resolve_user_id};
