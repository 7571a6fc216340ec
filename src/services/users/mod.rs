//! Reads and writes users: one user, pages of users, creations and deletions whose response is lost, collections.

mod approval;
pub(crate) mod claims;
mod collections;
mod count;
mod create;
mod delete;
mod fields;
mod find_same;
mod look_up;
mod own_creation;
mod pages;
mod read;
mod repeated_pages;
mod state;
mod write;

pub use approval::{APPROVAL_STATUS, PendingPeople, check_rejectable, is_pending, reject_approval};
pub use claims::give as give_creations;
pub use collections::{Collections, fields_to_merge, merged};
pub(crate) use collections::{MERGED, add_row_fields, row_to_send};
#[cfg(feature = "plans")]
pub(crate) use collections::{with_home, with_homes, writable};
pub use count::count;
pub(crate) use create::SEARCH_FIRST;
pub use create::{CreateOutcome, Created, REQUIRED, create, found_other_user};
pub(crate) use delete::{Deleted, Deletion, complete_deletion};
pub use fields::{check_fields, includes};
pub use find_same::find_same;
pub use look_up::{LOOK_UP_CHUNK, look_up};
pub(crate) use own_creation::is_own_creation;
pub(crate) use pages::search;
pub use pages::{Page, by_ids, check_rows, id_of, page};
#[cfg(feature = "plans")]
pub use pages::{check_array, search_request};
pub use read::{explain, read_user};
pub use repeated_pages::RepeatedPages;
pub use state::State;
pub use write::{ActiveStateChange, Written, check_changes, put, set_active, with_custom_paths};
