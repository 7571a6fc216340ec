//! Tokens that outlive a connection, in the store that the host gives.

use super::fields::word_at;
use super::token::Token;
use super::{CredentialType, Credentials, digest};
use crate::client::{Answer, Client};
use crate::json::Json;

/// The key of the digest of the secrets. Records of versions that had another digest lack it and count as absent.
const DIGEST: &str = "secretDigest";

/// Where one credential's token is kept in the store.
pub(super) struct TokenKey {
    /// Made of what is no secret, except for 32 bits of a refresh token's digest: without those, users of one
    /// application would share a key.
    key: String,
    /// A reader must have the same secrets as the writer: a store may serve people who don't trust each other. Kept in
    /// the value, where secrets are.
    secret_digest: String,
}

impl TokenKey {
    pub fn of(credentials: &Credentials, base_url: &str) -> Self {
        let kind = credentials.kind();
        let secret_digest = digest::of(&credentials.values(true));
        let mut public = credentials.values(false);
        public.insert(0, base_url);
        let name = digest::of(&public);
        let of_secret = match kind {
            CredentialType::OauthRefresh => secret_digest.get(..8).unwrap_or_default(),
            _ => "",
        };
        let key = format!("workfront-actions:{}:{name}{of_secret}", kind.as_str());
        TokenKey { key, secret_digest }
    }

    /// What is kept here: `token` and `renewAt`, `refreshToken`. A store that fails has nothing: a token can be had
    /// again.
    pub async fn read(&self, client: &Client) -> Json {
        let value = client.stored(&self.key).await;
        let entry = value.ok().and_then(|value| self.proven(&value));
        entry.unwrap_or_else(Json::null)
    }

    fn proven(&self, value: &Json) -> Option<Json> {
        let entry = Json::parse(&value.as_str()?)?;
        digest::is_equal(&entry.get_str(DIGEST)?, &self.secret_digest).then_some(entry)
    }

    /// Keeps a token, and the refresh token that comes next.
    pub fn keep<'a>(
        &self,
        client: &'a Client,
        token: &Token,
        refresh_token: Option<&str>,
    ) -> Answer<'a> {
        let mut entry = Json::object();
        entry.insert("token", token.text.as_str());
        entry.insert("renewAt", token.renew_at);
        let ends = match refresh_token {
            // It outlives the token.
            Some(_) => None,
            None => Some(token.expires_at),
        };
        self.set(client, entry, refresh_token, ends)
    }

    /// Keeps nothing of the token; a refresh token stays.
    pub async fn forget(&self, client: &Client) {
        let refresh_token = word_at(&self.read(client).await, "refreshToken");
        let _ = match refresh_token.as_deref() {
            None => client.store(&self.key, "", Some(client.now())),
            refresh_token => self.set(client, Json::object(), refresh_token, None),
        }
        .await;
    }

    fn set<'a>(
        &self,
        client: &'a Client,
        mut entry: Json,
        refresh_token: Option<&str>,
        ends: Option<f64>,
    ) -> Answer<'a> {
        entry.insert(DIGEST, self.secret_digest.as_str());
        if let Some(refresh_token) = refresh_token {
            entry.insert("refreshToken", refresh_token);
        }
        client.store(&self.key, &entry.to_json_string(), ends)
    }
}
