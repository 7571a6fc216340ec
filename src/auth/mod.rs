//! Credentials: what each kind consists of, how a token is requested, and how secrets are removed from messages. Nothing
//! here sends a request.
//!
//! The host supplies the credential, and only the host stores it. Credentials become headers or the body of a token
//! request, never a part of a URL.

mod access_token;
mod assertion;
mod credential_type;
mod credentials;
pub(crate) mod digest;
mod event_credential;
mod field;
mod form_text;
mod kind;
mod kinds;
mod plan_keys;
mod receipt_key;
mod redact;
mod secret_forms;
mod sign_in_error;
mod token_key;
mod token_request;
mod token_response;

pub use access_token::AccessToken;
pub(crate) use assertion::unsigned_jwt;
#[cfg(feature = "schema")]
pub(crate) use credential_type::form_kinds;
pub use credentials::Credentials;
pub use event_credential::EventCredential;
#[cfg(feature = "schema")]
pub(crate) use field::Field;
pub(crate) use field::get_word;
pub(crate) use kind::Assertion;
#[cfg(feature = "schema")]
pub(crate) use kind::{Kind, TokenSource, TokenUrl};
pub use kinds::CredentialType;
pub use plan_keys::PlanKeys;
#[cfg(feature = "schema")]
pub(crate) use plan_keys::PlanKeysOption;
pub use receipt_key::ReceiptKey;
#[cfg(feature = "schema")]
pub(crate) use receipt_key::ReceiptKeyOption;
pub use redact::redact;
pub(crate) use redact::redact_text;
pub(crate) use sign_in_error::sign_in_error;
pub(crate) use token_key::TokenKey;
pub(crate) use token_request::{TokenTenant, token_request};
pub(crate) use token_response::IssuedToken;
