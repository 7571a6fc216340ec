//! Reading inputs: every field is checked, and every problem is reported at once with the path of its field.
//!
//! Inputs are plain types with `#[derive(Deserialize)]`. serde-wasm-bindgen can't read them well enough: it ignores
//! `deny_unknown_fields`, so a misspelled field would be dropped silently, and it stops at the first problem.
//! serde_json stops there too. So this module has a [`Deserializer`](serde::Deserializer) of its own over
//! [`Json`](crate::json::Json), which is the same natively and in WebAssembly. Where a value is wrong, it records the
//! problem with its path, returns a blank value (0, `""`, an empty array, the first choice) and continues. The
//! blanks are never used: an input with a problem is never returned.

mod access;
mod deserializer;
mod handle;
mod lines;
mod not_null;
mod one_or_many;
mod path;
mod problems;
mod read;
#[cfg(feature = "schema")]
mod schema;
mod secret_names;
mod state;
mod stopped;
mod suggest;
mod value;

pub use lines::{InvalidLine, Lines};
pub use one_or_many::OneOrMany;
pub use problems::Problems;
pub(crate) use problems::with_value;
pub use read::read_input;

pub(crate) use not_null::not_null;
pub(crate) use path::{item, join};
pub(crate) use read::{parsed, read_at, read_field, read_here, read_into_problems, read_json};
#[cfg(feature = "schema")]
pub(crate) use schema::{at_most_one, exactly_one};
pub(crate) use state::{check, problem_count};
pub(crate) use suggest::{nearest, not_one_of, unknown_field};
