//! Reading inputs: every field is checked and every problem is told at once, with the path of the field.
//!
//! serde stops at the first problem and doesn't name the field, so inputs are read through [`Read`]; the
//! `input!` macro writes it for a struct, `text_enum!` for a choice of texts.

mod macros;
mod problems;
mod read;
#[cfg(feature = "schema")]
mod schema;

pub use problems::Problems;
pub use read::{OneOrMany, Read, read_input};

pub(crate) use macros::{input, text_enum};
pub(crate) use read::{
    expected, item, join, open, read_at, read_choice, read_fields, read_into, read_items, read_text,
};
