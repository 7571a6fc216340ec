//! Provisioning a user: the user is found, compared with the input, and only what differs is changed, so a run can be
//! repeated.

mod access_level;
mod difference;
mod find;
mod notes;
mod provisioned;
mod rows;
mod run;
#[cfg(feature = "schema")]
pub mod schema;
mod settings;
mod wait;

pub use access_level::{AccessLevelPolicy, keeps_licence, kept_level, rank};
pub use difference::{Change, Difference, changes_of_new, confirmed_changes, difference};
pub use find::{find, readable};
pub use notes::Notes;
pub use provisioned::{ProvisionOutcome, Provisioned};
pub use run::{provision, with_username};
pub use settings::{MatchBy, SETTINGS, Settings, wants_inactive};
pub use wait::wait_until_active;
