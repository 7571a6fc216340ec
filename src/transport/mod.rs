//! What the host supplies to send requests: HTTP messages, the traits that a host implements, and futures helpers.
//! Nothing here knows a Workfront object.

mod functions;
mod future;
mod futures_unordered;
mod host;
mod message;
mod retry_after;
mod select;
#[cfg(feature = "plans")]
mod try_join;

pub use functions::{HostError, HostFunction, HostFunctions, NoFunctions};
pub use future::Future;
pub use futures_unordered::FuturesUnordered;
pub use host::{Cancel, Clock, Host, Never, Random, Transport, TransportError};
pub(crate) use message::TUNNELLED_READ;
pub use message::{Body, Header, Method, Payload, Request, Response};
pub use retry_after::retry_after_ms;
pub use select::{Either, select};
#[cfg(feature = "plans")]
pub(crate) use try_join::try_join;
