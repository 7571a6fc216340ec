//! What several actions do with users: reading, writing, creating without making two, merging collections.

mod collections;
mod create;
mod fields;
mod pages;
mod read;
mod state;
mod write;

pub(crate) use collections::MERGED;
pub use collections::{Collections, merged};
pub use create::{CreateOutcome, Created, create, find_same};
pub use fields::check_fields;
pub use pages::{Page, by_ids, id_of, page};
pub use read::{explain, read_user};
pub use state::State;
pub use write::{check_changes, put};
