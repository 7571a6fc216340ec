//! Reading inputs: every field is checked and every problem is told at once, with the path of the field.

mod macros;
mod problems;
mod read;
#[cfg(feature = "schema")]
mod schema;

pub use problems::Problems;
pub use read::{OneOrMany, read_input};

pub(crate) use macros::text_enum;
pub(crate) use read::{
    check, count, expected, item, join, parsed, read_at, read_into_problems, read_part,
};
