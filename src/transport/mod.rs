//! Sending: what carries a request to Workfront and an answer back. Nothing here knows what a user is.

mod host;
mod message;

pub use host::{Cancel, Clock, Future, Host, Never, Random, Transport, TransportError};
pub use message::{Body, Method, Payload, Request, Response};
