//! Plans from a list of people, and from seats that nobody uses (docs/reconcile.md).

mod check_mapping;
mod check_value;
mod columns;
mod day;
mod decide;
mod desired;
mod ignore;
mod joiners;
mod kept;
mod keys;
mod limits;
mod manager_warnings;
mod managers;
pub mod mapping;
mod mapping_problem;
mod matching;
mod names;
mod normalized;
mod reclaim;
mod request;
mod rows;
mod run;
mod same;
mod state;
mod tenant;
mod unchanged;
mod unsure;

pub use check_mapping::{Checked, check_mapping};
pub use columns::{Columns, names_of};
pub use ignore::Ignore;
pub use keys::Key;
pub use limits::{Limit, Limits};
pub use mapping_problem::{MappingProblem, MappingProblemKind};
pub use reclaim::{Reclaim, reclaim};
pub use request::{AddressChanges, FutureLeavers, Missing, Request, Returners};
pub use run::reconcile;
