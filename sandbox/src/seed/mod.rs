//! The generated objects of a new tenant, the same for the same seed.

mod lookups;
mod names;
mod objects;
mod people;
mod tenant;

pub use tenant::{insert_all, tenant};
