//! One run's way to a tenant: its options, what was learnt of it, and the client that sends requests.

mod api_client;
mod limiter;
mod lookup_cache;
mod options;
mod policy;
mod tenant;

pub(crate) use api_client::Answer;
pub use api_client::Client;
pub use limiter::{ConcurrencyLimiter, Permit};
pub use lookup_cache::LookupCache;
pub use policy::Policy;
pub use tenant::Tenant;
