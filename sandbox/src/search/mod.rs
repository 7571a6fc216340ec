//! Searching, counting and reading objects (facts, section 4).

mod condition;
mod endpoints;
mod matching;
mod modifier;
mod operand;
mod order;
mod patterns;
mod wildcard;

pub use endpoints::{count, get, get_many, search};
