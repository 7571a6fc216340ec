//! One run's way to a tenant: its options, what was learnt of it, and the client that sends requests.

mod api_client;
mod gate;
mod name_cache;
mod options;
mod policy;
mod tenant;

pub(crate) use api_client::Answer;
pub use api_client::Client;
pub use gate::{Gate, Permit};
pub use name_cache::NameCache;
#[cfg(feature = "schema")]
pub(crate) use options::Options;
pub use policy::Policy;
pub(crate) use policy::Retry;
pub use tenant::Tenant;
