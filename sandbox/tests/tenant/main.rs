//! The sandbox at its front door: requests in, answers out.

mod access;
mod batch;
mod client;
mod limits;
mod reading;
mod search;
mod services;
mod users;
