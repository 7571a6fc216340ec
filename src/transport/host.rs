//! Host traits: transport, clock, randomness, cancellation.

use super::{Future, HostFunctions, Request, Response};
use std::fmt;
use std::rc::Rc;

/// Why a request has no response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The connection failed. The text is the reason, without the URL's query.
    Network(String),
    /// No response within [`Request::timeout_ms`].
    Timeout,
    /// The response is larger than allowed and was not read to its end. The text is the error message.
    TooLarge(String),
    /// The runtime refused to send the request and would refuse every other one of this invocation, such as an edge
    /// function's limit of subrequests. The text is the runtime's.
    Spent(String),
    /// The caller cancelled the call.
    Cancelled,
}

/// Sends one request to Workfront.
pub trait Transport {
    /// Sends the request once and returns the response, with any status. It must not follow redirects.
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>>;
}

/// The host's clock.
pub trait Clock {
    /// The time in milliseconds since 1970 (UTC).
    fn now(&self) -> f64;

    /// Waits this many milliseconds.
    fn sleep(&self, milliseconds: f64) -> Future<'_, ()>;

    /// Lets the host's event loop do what waits: a request that was begun is sent only then. For work that takes long and needs no
    /// response. Default: does nothing, for hosts with threads.
    fn turn(&self) -> Future<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// The host's source of randomness, for jitter and IDs.
pub trait Random {
    /// A number in the range `0.0..1.0`.
    fn next(&self) -> f64;

    /// Random bytes, for an ID that no other has.
    fn bytes(&self) -> [u8; 16] {
        std::array::from_fn(|_| (self.next() * 256.0) as u8)
    }
}

/// Whether the caller has cancelled the call.
pub trait Cancel {
    /// Whether the call is cancelled.
    fn is_cancelled(&self) -> bool;

    /// Waits until the call is cancelled.
    fn cancelled(&self) -> Future<'_, ()>;
}

/// A call that is never cancelled.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Cancel for Never {
    fn is_cancelled(&self) -> bool {
        false
    }

    fn cancelled(&self) -> Future<'_, ()> {
        Box::pin(std::future::pending())
    }
}

/// Everything that one call needs from its host.
#[derive(Clone)]
pub struct Host {
    /// Sends requests.
    pub transport: Rc<dyn Transport>,
    /// The clock and timers.
    pub clock: Rc<dyn Clock>,
    /// The source of randomness.
    pub random: Rc<dyn Random>,
    /// The call's cancellation.
    pub cancel: Rc<dyn Cancel>,
    /// The optional functions: a token store, signing, the credential.
    pub functions: Rc<dyn HostFunctions>,
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Host")
    }
}
