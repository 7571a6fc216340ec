//! Workfront's wire protocol, pure: requests are built, responses are read, and nothing is sent.

pub mod address;
mod dialect;
pub mod encode;
pub mod envelope;
pub mod evidence;
pub mod filter;
pub mod query;
mod request;
pub mod results;
pub mod sort;
mod sorted_index;

pub(crate) use dialect::CANDIDATES;
pub use dialect::Dialect;
pub use request::{ApiRequest, MAX_URI_BYTES, Service};
pub(crate) use sorted_index::SortedIndex;
