//! Where the token of a credential is stored, and who may read it.

use super::{Credentials, digest};

/// The entry of a credential in the host's token store.
pub(crate) struct TokenKey {
    /// The key in the store. It consists of values that aren't secret, except for 32 bits of the digest of a refresh token:
    /// without those, all users of one application would share a key.
    pub key: String,
    /// The digest of the credential's secrets. Reader and writer must have the same secrets, since a store may serve
    /// tenants that don't trust each other. It is part of the stored value, where secrets are allowed.
    pub secret_digest: String,
}

impl TokenKey {
    /// The entry of this credential of the tenant at `base_url`.
    pub fn of(credentials: &Credentials, base_url: &str) -> Self {
        let secret_digest = digest::of(&credentials.secret_values());
        let mut public = credentials.public_values();
        public.insert(0, base_url);
        let name = digest::of(&public);
        let user = match credentials.rotates_refresh_token() {
            true => secret_digest.get(..8).unwrap_or_default(),
            false => "",
        };
        let kind = credentials.kind().as_str();
        TokenKey {
            key: format!("workfront-actions:{kind}:{name}{user}"),
            secret_digest,
        }
    }
}
