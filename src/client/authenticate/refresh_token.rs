//! Refresh tokens, which may be replaced at each use (docs/workfront-facts.md#refresh-tokens).

use super::TokenEntry;
use crate::auth::{Credentials, IssuedToken, get_word, redact};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{HostError, HostFunction};

/// The field of the credential, and its name in a stored value.
const NAME: &str = "refreshToken";

impl Client {
    /// Exchanges the newest known refresh token. The host stores the next one before the access token is used.
    pub(super) async fn exchange_refresh_token(
        &self,
        credentials: &Credentials,
        entry: &TokenEntry<'_>,
    ) -> Result<Box<IssuedToken>> {
        let authenticator = &self.tenant().authenticator;
        let mut newest = authenticator.refresh_token.borrow().clone();
        if !authenticator.is_unstored.get() {
            // The store comes first: another instance may have renewed since. Without a store, this connection's memory counts.
            newest = get_word(&entry.read().await, NAME).or(newest);
        }
        let mut used = match newest {
            Some(newest) => credentials.with_value(NAME, &newest),
            None => credentials.clone(),
        };
        let mut is_second = false;
        let mut issued = loop {
            match self.exchange(&used).await {
                // Another instance may have used this refresh token in the meantime.
                Err(error) if error.kind == ErrorKind::Unauthorized && !is_second => {
                    let stored = get_word(&entry.read().await, NAME);
                    let other = stored.filter(|other| other != used.get_or_empty(NAME));
                    used = credentials.with_value(NAME, &other.ok_or(error)?);
                    is_second = true;
                }
                result => break result?,
            }
        };
        let next = issued.refresh_token.take();
        let next = next.unwrap_or_else(|| used.get_or_empty(NAME).to_owned());
        *authenticator.refresh_token.borrow_mut() = Some(next.clone());
        authenticator.is_unstored.set(true);
        let functions = &self.host().functions;
        functions.remember(&next, false);
        let stored = self.store_refresh_token(credentials, &used, &next, &issued);
        stored.await.map_err(|error| {
            let mut secrets = used.secrets();
            secrets.push(next.clone());
            secrets.push(issued.token.clone());
            redact(not_stored(&error.reason), &[&secrets])
        })?;
        authenticator.is_unstored.set(false);
        functions.remember(&next, true);
        Ok(issued)
    }

    /// Stores the `next` refresh token, which replaces the configured one and the one that was `used`.
    async fn store_refresh_token(
        &self,
        configured: &Credentials,
        used: &Credentials,
        next: &str,
        issued: &IssuedToken,
    ) -> std::result::Result<(), HostError> {
        let configured_token = configured.get_or_empty(NAME);
        let mut tokens = vec![configured_token];
        if next != configured_token {
            self.call_host(HostFunction::OnRefreshToken, vec![next.into()])
                .await?;
        }
        for &token in &[used.get_or_empty(NAME), next] {
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        }
        // A connection that is configured with any of them finds the newest one.
        for &token in &tokens {
            let entry = TokenEntry::of(self, &configured.with_value(NAME, token));
            entry.write(issued, Some(next)).await?;
        }
        Ok(())
    }
}

fn not_stored(reason: &str) -> Error {
    let message = format!("The host could not store the new refresh token: {reason}");
    let mut error = Error::new(ErrorKind::Unauthorized, message)
        .with_hint("Nothing was sent with the new token, and this connection remembers it: repair onRefreshToken or tokenStore and run this again before the connection ends.");
    error.retryable = true;
    error
}
