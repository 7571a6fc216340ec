//! What several actions do with users: reading, writing, creating without making two, merging collections.

pub(crate) mod claims;
mod collections;
mod create;
mod fields;
mod pages;
mod read;
mod repeated_pages;
mod state;
mod write;

pub use collections::{Collections, fields_to_merge, merged};
pub(crate) use collections::{MERGED, add_row_fields, kept_row};
pub(crate) use create::is_own_creation;
pub use create::{CreateOutcome, Created, create, find_same, found_somebody};
pub use fields::{add_new, as_strs, check_fields, holds, owned};
pub use pages::{Page, by_ids, check_rows, id_of, page};
pub use read::{explain, read_user};
pub use repeated_pages::RepeatedPages;
pub use state::State;
pub use write::{Switched, Written, check_changes, put, switch};
