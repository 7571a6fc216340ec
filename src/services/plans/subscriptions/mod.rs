//! Steps that create, delete and change event subscriptions. Their `authToken` is a secret: no plan has it, `apply` gets it.

mod apply;
mod form;
mod planning;
mod undo;

pub(super) use apply::{Prepared, before_writing, prepare, write};
pub use planning::{plan_removal, plan_subscriptions, plan_versions};
pub(super) use undo::{plan_undo, recheck};
