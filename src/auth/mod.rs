//! Credentials: what each kind consists of, how a token is requested, and how secrets are kept out of texts.
//!
//! The host supplies the credential, and only the host stores it. Credentials become headers or the body of a token
//! request, never a part of a URL.

mod access_token;
mod assertion;
mod credential_type;
mod credentials;
pub(crate) mod digest;
mod event_credential;
mod exchange;
mod field;
mod form_text;
mod kind;
mod kinds;
mod redact;
mod rotation;
mod shared;
mod sign_in;
mod sign_in_error;
mod store;
mod token_request;
mod token_response;

pub use access_token::AccessToken;
#[cfg(feature = "schema")]
pub(crate) use credential_type::form_kinds;
pub use credentials::Credentials;
pub use event_credential::EventCredential;
#[cfg(feature = "schema")]
pub(crate) use field::{Field, Format};
#[cfg(feature = "schema")]
pub(crate) use kind::{Kind, TokenSource, TokenUrl};
pub use kinds::CredentialType;
pub use redact::redact;
pub(crate) use redact::redact_text;
pub use sign_in::SignIn;
