//! Names for IDs: the objects that a user points at, found by what people call them, so that a workflow moves
//! from one tenant to another unchanged.

mod find;
mod references;
mod resolve;
mod store;
mod whom;

pub use find::find;
pub use references::{NAMED, given_twice, with_ids};
pub use resolve::{resolve, the_one};
pub use whom::{check_either, either, whom};
