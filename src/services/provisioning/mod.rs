//! Bringing one person to the state that is wanted: found, compared, and changed only where it differs, so that a
//! run may be repeated.

mod difference;
mod find;
mod notes;
mod rows;
mod run;
#[cfg(feature = "schema")]
pub mod schema;
mod settings;
mod wait;

pub use difference::{Change, Difference, changes_of_new, difference, kept};
pub use find::{find, readable};
pub use notes::Notes;
pub use run::{ProvisionOutcome, Provisioned, provision};
pub use settings::{MatchBy, Settings, wants_inactive};
pub use wait::{is_pending, settle};
