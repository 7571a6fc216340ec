//! The tenant's objects, with transactions.

mod graph;
mod parameter;
mod record;
mod tables;

pub use graph::{Node, Nodes};
pub use parameter::{Parameter, ParameterKind};
pub use record::{GroupMembership, Record, RoleAssignment};
pub use tables::{Change, Store};
