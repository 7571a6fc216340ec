//! Tokens that outlive a connection, in the host's store.

use crate::auth::{Credentials, IssuedToken, TokenKey, digest, get_word};
use crate::client::{Client, HostResult};
use crate::json::Json;
use crate::model::Id;

/// The name of the digest in a stored value. Values of versions with another digest don't have it and count as absent.
const DIGEST: &str = "secretDigest";
/// The field of the connection's own user. Values of older versions don't have it.
const OWN_USER: &str = "ownUserID";

/// One credential's entry in the host's store.
pub(in crate::client) struct TokenEntry<'a> {
    client: &'a Client,
    key: TokenKey,
}

impl<'a> TokenEntry<'a> {
    pub fn of(client: &'a Client, credentials: &Credentials) -> Self {
        let key = TokenKey::of(credentials, &client.tenant().base_url);
        TokenEntry { client, key }
    }

    /// The stored value: `token` and `renewAt`, `refreshToken`. Null if the store fails: a token can be requested again.
    pub async fn read(&self) -> Json {
        self.read_verified(&self.key.key).await
    }

    async fn read_verified(&self, key: &str) -> Json {
        let value = self.client.read_store(key).await;
        let value = value.ok().and_then(|value| self.verified(&value));
        value.unwrap_or_else(Json::null)
    }

    /// The own user that an earlier connection found out.
    pub async fn read_own_user(&self) -> Option<Id> {
        own_user_of(&self.read_verified(&self.own_user_key()).await)
    }

    /// Stores the own user. It has a key of its own: writing the token's value again could restore a used refresh token.
    pub fn write_own_user(&self, own: &Id) -> HostResult<'a> {
        let value = Json::object_of(&[
            (DIGEST, self.key.secret_digest.as_str().into()),
            (OWN_USER, own.as_str().into()),
        ]);
        self.client
            .write_store(&self.own_user_key(), &value.to_json_string(), None)
    }

    fn own_user_key(&self) -> String {
        format!("{}:ownUser", self.key.key)
    }

    fn verified(&self, value: &Json) -> Option<Json> {
        let value = Json::parse(&value.as_str()?)?;
        let is_own = digest::is_equal(&value.get_str(DIGEST)?, &self.key.secret_digest);
        is_own.then_some(value)
    }

    /// Stores a token, and the refresh token for the next one.
    pub fn write(&self, issued: &IssuedToken, refresh_token: Option<&str>) -> HostResult<'a> {
        let mut value = Json::object();
        value.insert("token", issued.token.as_str());
        value.insert("renewAt", issued.renew_at);
        if let Some(own) = &issued.own_user {
            value.insert(OWN_USER, own.as_str());
        }
        let expires_at = match refresh_token {
            // It outlives the token.
            Some(_) => None,
            None => Some(issued.expires_at),
        };
        self.write_value(value, refresh_token, expires_at)
    }

    /// Deletes the token. A refresh token stays.
    pub async fn clear(&self) {
        let refresh_token = get_word(&self.read().await, "refreshToken");
        let written = match refresh_token.as_deref() {
            None => self
                .client
                .write_store(&self.key.key, "", Some(self.client.now())),
            refresh_token => self.write_value(Json::object(), refresh_token, None),
        };
        // If the store fails, the token stays there until it expires.
        let _ = written.await;
    }

    fn write_value(
        &self,
        mut value: Json,
        refresh_token: Option<&str>,
        expires_at: Option<f64>,
    ) -> HostResult<'a> {
        value.insert(DIGEST, self.key.secret_digest.as_str());
        if let Some(refresh_token) = refresh_token {
            value.insert("refreshToken", refresh_token);
        }
        self.client
            .write_store(&self.key.key, &value.to_json_string(), expires_at)
    }
}

/// The own user in a stored value.
pub(in crate::client) fn own_user_of(stored: &Json) -> Option<Id> {
    stored.get_str(OWN_USER).as_deref().and_then(Id::parse)
}
