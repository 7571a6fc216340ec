//! Credentials, supplied by the host and stored nowhere else; here they become headers, never part of a URL.
//!
//! Some are sent as they are, others are exchanged for a token first. A [`SignIn`] holds what a connection was given
//! and the [`Pass`] that came of it, and renews it once for all calls that wait.

mod credentials;
pub(crate) mod digest;
mod event_credential;
mod exchange;
mod fields;
mod jwt;
mod kind;
mod pass;
mod refusal;
mod rotation;
mod scrub;
mod shared;
mod sign_in;
mod store;
mod token;

pub use credentials::Credentials;
pub use event_credential::EventCredential;
#[cfg(feature = "schema")]
pub(crate) use fields::of as credential_fields;
pub use kind::CredentialType;
pub use pass::Pass;
pub use scrub::scrub;
pub(crate) use scrub::scrub_text;
pub use sign_in::SignIn;
