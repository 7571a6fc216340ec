//! Workfront's wire protocol, pure: requests are built, responses are read, and nothing is sent.

pub mod address;
pub mod batch;
mod decode;
pub mod encode;
pub mod envelope;
pub mod evidence;
pub mod fields;
pub mod filter;
mod paging;
pub mod query;
mod refused_field;
mod request;
pub mod results;
pub mod sort;
mod sorted_index;
mod texts;
pub mod user_keys;

pub use batch::Dialect;
pub(crate) use decode::decode;
pub use paging::MAX_PAGE_SIZE;
pub use request::{ApiRequest, MAX_URI_BYTES, Service};
pub(crate) use sorted_index::SortedIndex;
#[cfg(feature = "plans")]
pub(crate) use texts::Texts;
