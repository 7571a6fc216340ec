//! One run's way to a tenant: its options, what was learnt of it, and the client that sends requests.

mod api_client;
mod budget;
mod cancel;
mod host_functions;
mod limit;
mod limiter;
mod lookup_cache;
mod options;
mod policy;
mod redact;
mod retry;
mod send;
mod sign_out;
mod tenant;
mod transmit;
mod transport_error;

pub use api_client::Client;
pub(crate) use host_functions::HostResult;
pub use limiter::{ConcurrencyLimiter, Permit};
pub use lookup_cache::LookupCache;
pub use policy::Policy;
pub use tenant::Tenant;
