//! Each action against the sandbox: its output agrees with the state of the tenant.

mod access_levels;
mod ambiguity;
mod batches;
mod custom_fields;
mod filters;
mod lifecycle;
mod lookups;
mod offboarding;
mod provisioning;
mod samples;
mod searching;
mod signing_in;
