//! Workfront's wire protocol: pure functions build requests and read answers, [`Client`] sends them.

pub mod address;
pub mod batch;
mod client;
pub mod encode;
pub mod envelope;
pub mod filter;
mod id;
pub mod query;
mod request;
pub mod sort;
mod version;
mod version_support;

pub(crate) use client::Answer;
pub use client::Client;
pub use id::Id;
pub use request::{ApiRequest, MAX_URI_BYTES, Service};
pub use version::ApiVersion;
pub use version_support::{SUPPORT_ENDS, Support};
