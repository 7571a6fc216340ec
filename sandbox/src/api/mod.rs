//! Requests as calls of the API.

pub mod call;
pub mod version;
