//! API calls, parsed from requests.

pub mod call;
pub mod version;
