//! Tokens that outlive a connection, in the store that the host gives.

use super::fields::is_word;
use super::token::Token;
use super::{CredentialType, Credentials, fingerprint};
use crate::api::Client;
use crate::json::Json;
use crate::transport::HostFunction;

/// The place of one credential's token.
pub(super) struct Place {
    /// Made of what is no secret, except for 32 bits of a refresh token: without those, users of one application would
    /// share a place.
    key: String,
    /// Who asks must have the same secrets as who kept: a store may serve people who don't trust each other. Kept in
    /// the value, where secrets are.
    proof: String,
}

/// What is kept.
#[derive(Default)]
pub(super) struct Kept {
    pub token: Option<String>,
    pub renew_at: f64,
    pub refresh_token: Option<String>,
}

impl Place {
    pub fn of(credentials: &Credentials, base_url: &str) -> Self {
        let kind = credentials.kind();
        let proof = fingerprint::of(credentials.values(true));
        let public = std::iter::once(base_url).chain(credentials.values(false));
        let name = fingerprint::to_text(fingerprint::of(public));
        let mut key = ["workfront-actions:", kind.as_str(), ":", &name].concat();
        let proof = fingerprint::to_text(proof);
        if kind == CredentialType::OauthRefresh {
            key.push_str(&proof[8..]);
        }
        Place { key, proof }
    }

    /// What is kept here. A store that fails has nothing: a token can be had again.
    pub async fn read(&self, client: &Client) -> Kept {
        let arguments = vec![self.key.as_str().into()];
        let value = client.call_host(HostFunction::GetToken, arguments).await;
        let entry = value
            .ok()
            .and_then(|value| Json::parse(&value.as_text()?))
            .filter(|entry| entry.text_at("proof").as_ref() == Some(&self.proof));
        let Some(entry) = entry else {
            return Kept::default();
        };
        let word = |name| entry.text_at(name).filter(|text| is_word(text));
        Kept {
            token: word("token"),
            renew_at: entry
                .get("renewAt")
                .and_then(|at| at.as_number())
                .unwrap_or(0.0),
            refresh_token: word("refreshToken"),
        }
    }

    /// Keeps a token, and the refresh token that comes next.
    pub async fn keep(
        &self,
        client: &Client,
        token: &Token,
        refresh_token: Option<&str>,
    ) -> Result<(), String> {
        let mut entry = Json::object_of([
            ("token", token.text.as_str().into()),
            ("renewAt", token.renew_at.into()),
            ("proof", self.proof.as_str().into()),
        ]);
        let mut options = Json::object();
        match refresh_token {
            // It outlives the token.
            Some(refresh_token) => entry.set("refreshToken", refresh_token),
            None => options.set("expiresAt", token.expires_at),
        }
        self.set(client, &entry.to_text(), options).await
    }

    /// Keeps nothing of the token; a refresh token stays.
    pub async fn forget(&self, client: &Client) {
        let refresh_token = self.read(client).await.refresh_token;
        let text = refresh_token.map_or(String::new(), |refresh_token| {
            Json::object_of([
                ("refreshToken", refresh_token.as_str().into()),
                ("proof", self.proof.as_str().into()),
            ])
            .to_text()
        });
        let mut options = Json::object();
        if text.is_empty() {
            options.set("expiresAt", client.host().clock.now());
        }
        let _ = self.set(client, &text, options).await;
    }

    async fn set(&self, client: &Client, text: &str, options: Json) -> Result<(), String> {
        let arguments = vec![self.key.as_str().into(), text.into(), options];
        let done = client.call_host(HostFunction::SetToken, arguments).await;
        done.map(|_| ())
    }
}
