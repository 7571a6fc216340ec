//! Event subscriptions on the wire, and events as they arrive.

mod ensure;
mod reading;
mod subscribing;
