//! Creating, updating and deleting objects, one or many (docs/workfront-facts.md#users).

mod approval;
mod collections;
mod custom;
mod delete;
mod endpoints;
mod fields;
mod object;
mod parse;
mod unchecked;
mod user;

pub use approval::{activate_due, approve};
pub use delete::{delete, replace};
pub use endpoints::{create, update, update_many};
pub use unchecked::insert_unchecked;
