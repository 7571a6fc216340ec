//! Plans: what they contain, who may approve them, and what is refused.

mod applying;
mod approving;
mod collections;
mod creating;
mod depending;
mod drifting;
mod keys;
mod other_users;
mod people;
mod permitting;
mod planning;
mod properties;
mod rendering;
mod replacing;
mod resuming;
mod shutting_out;
mod spending;
mod storing;
mod subscribing;
pub mod support;
