//! Names for IDs: the objects that a user points at, found by what people call them, so that a workflow moves
//! from one tenant to another unchanged.

mod find;
mod references;
mod resolve;
mod resolve_input;
mod store;

pub use find::find;
pub use references::{NAMED, check_name_and_id, with_ids};
pub use resolve::{find_one, resolve};
pub use resolve_input::{check_exclusive, resolve_optional_id, resolve_user_id};
