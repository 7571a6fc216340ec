//! The client of one tenant: its configuration and state, and the layers that a request passes.
//!
//! From the top: `send` adds the access token of `authenticate`, `retry` repeats a request, `transmit` sends it once within
//! the limit of concurrent requests (`limit`) and the call's budget (`budget`), and `redact` removes secrets from what
//! comes back.

mod api_client;
mod approval_rules;
mod authenticate;
mod authenticator;
mod budget;
mod cancel;
mod host_functions;
mod in_flight;
mod limit;
mod limiter;
mod lookup_cache;
mod options;
mod own_user;
mod plan_settings;
mod policy;
mod redact;
mod retry;
mod safety;
mod send;
mod sign_out;
mod tenant;
mod transmit;
mod transport_error;

pub use api_client::Client;
#[cfg(feature = "plans")]
pub use approval_rules::folded_person;
pub use approval_rules::{ApprovalRules, normalized_person};
pub use authenticator::Authenticator;
pub(crate) use host_functions::HostResult;
pub use limiter::{ConcurrencyLimiter, Permit};
pub use lookup_cache::LookupCache;
#[cfg(feature = "schema")]
pub(crate) use options::Options;
pub(crate) use own_user::OwnUser;
pub use plan_settings::PlanSettings;
pub use policy::Policy;
pub(crate) use safety::list;
pub use safety::{OwnUserOption, Protect, Safety};
pub use tenant::Tenant;
