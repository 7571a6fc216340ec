//! Searching, counting and reading objects (docs/workfront-facts.md#searches).

mod condition;
mod endpoints;
mod matching;
mod modifier;
mod operand;
mod order;
mod patterns;
mod wildcard;

pub use endpoints::{count, get, get_many, search};
