//! Each action against the sandbox: what it says is what the tenant then is.

mod ambiguity;
mod batches;
mod filters;
mod lifecycle;
mod lookups;
mod offboarding;
mod provisioning;
mod samples;
mod searching;
mod signing_in;
