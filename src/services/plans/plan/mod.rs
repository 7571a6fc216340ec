//! A plan: made by [`NewPlan::into_json`], read and checked by [`Plan::read`].

mod expiry;
mod form;
mod new;
mod read;
mod signature;

pub(super) use expiry::{is_expired, is_in_future};
pub use form::FORMAT;
pub use new::NewPlan;
pub use read::Plan;
pub use signature::Trust;
