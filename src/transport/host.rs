//! What the host supplies: the way out, the time, chance, and the wish to stop.

use super::{HostFunctions, Request, Response};
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;

/// A future on the host's one thread.
pub type Future<'a, T> = Pin<Box<dyn std::future::Future<Output = T> + 'a>>;

/// Why a request got no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The connection failed; the text says how, without the URL's query.
    Network(String),
    /// No answer in time.
    Timeout,
    /// The response is larger than allowed, and was not read to its end; the text says so.
    TooLarge(String),
    /// The runtime refused to send it, and would refuse any other of this invocation (an edge function's limit of
    /// subrequests); the text is the runtime's.
    Spent(String),
    /// The caller stopped the call.
    Cancelled,
}

/// Carries one request to Workfront.
pub trait Transport {
    /// Sends the request once and gives the answer, whatever its status. Redirects are not followed.
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>>;
}

/// The host's clock.
pub trait Clock {
    /// Milliseconds since 1970 (UTC).
    fn now(&self) -> f64;

    /// Waits this many milliseconds.
    fn sleep(&self, milliseconds: f64) -> Future<'_, ()>;
}

/// The host's source of chance, for jitter.
pub trait Random {
    /// A number from 0 up to, not including, 1.
    fn next(&self) -> f64;
}

/// Whether the caller wants the call to stop.
pub trait Cancel {
    /// True once it should.
    fn is_cancelled(&self) -> bool;

    /// Waits until it should.
    fn cancelled(&self) -> Future<'_, ()>;
}

/// A call that nobody stops.
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

/// All that one call needs of its host.
#[derive(Clone)]
pub struct Host {
    /// The way out.
    pub transport: Rc<dyn Transport>,
    /// The time.
    pub clock: Rc<dyn Clock>,
    /// Chance.
    pub random: Rc<dyn Random>,
    /// The wish to stop.
    pub cancel: Rc<dyn Cancel>,
    /// What else the host does.
    pub functions: Rc<dyn HostFunctions>,
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Host")
    }
}
