//! Credentials: what each needs, what goes over the wire, when a token is renewed, and that no secret is told.

mod flight;
mod host;
mod reading;
mod rotation;
mod wire;
