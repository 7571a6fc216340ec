//! Sending: what carries a request to Workfront and an answer back, how many at once and how often. Nothing here
//! knows what a user is.

mod functions;
mod host;
mod join;
mod message;
mod race;
mod retry_after;

pub use functions::{HostError, HostFunction, HostFunctions, NoFunctions};
pub use host::{Cancel, Clock, Future, Host, Never, Random, Transport, TransportError};
pub use join::Window;
pub(crate) use message::TUNNELLED_READ;
pub use message::{Body, Header, Method, Payload, Request, Response};
pub use race::{First, race};
pub use retry_after::wait_ms as retry_after_ms;
