//! Services beside the API: token services, login and logout.

mod base64;
mod ims;
mod login;
mod parameters;
mod router;
mod state;
mod tokens;

pub use router::handle;
pub use state::Services;
