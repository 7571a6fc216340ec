//! Refresh tokens, which may be replaced each time one is used (docs/workfront-facts.md#refresh-tokens).

use super::fields::word_at;
use super::store::TokenKey;
use super::token::Token;
use super::{Credentials, SignIn, exchange};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{HostError, HostFunction};

const NAME: &str = "refreshToken";

/// Uses the newest refresh token that can be found, and hands the next one over before the token is used.
pub(super) async fn token(
    client: &Client,
    sign_in: &SignIn,
    credentials: &Credentials,
    token_key: &TokenKey,
) -> Result<Box<Token>> {
    let mut newest = sign_in.newest.borrow().clone();
    if !sign_in.is_unkept.get() {
        // The store first: another instance may have renewed since. A host without one has this connection's memory.
        newest = word_at(&token_key.read(client).await, NAME).or(newest);
    }
    let mut used = match newest {
        Some(newest) => credentials.with(NAME, &newest),
        None => credentials.clone(),
    };
    let mut is_second = false;
    let mut token = loop {
        match exchange::token(client, &used).await {
            // Another instance may have been quicker, and has used this token up.
            Err(error) if error.kind == ErrorKind::Unauthorized && !is_second => {
                let kept = word_at(&token_key.read(client).await, NAME);
                let other = kept.filter(|other| other != used.text(NAME)).ok_or(error)?;
                used = credentials.with(NAME, &other);
                is_second = true;
            }
            outcome => break outcome?,
        }
    };
    let next = token.refresh_token.take();
    let next = next.unwrap_or_else(|| used.text(NAME).to_owned());
    *sign_in.newest.borrow_mut() = Some(next.clone());
    sign_in.is_unkept.set(true);
    let functions = &client.host().functions;
    functions.remember(&next, false);
    let handed_over = hand_over(client, credentials, &used, &next, &token).await;
    handed_over.map_err(|error| {
        let mut secrets = used.secrets();
        secrets.push(next.clone());
        secrets.push(token.text.clone());
        super::scrub(not_kept(&error.reason), &[&secrets])
    })?;
    sign_in.is_unkept.set(false);
    functions.remember(&next, true);
    Ok(token)
}

/// Hands the `next` refresh token to the host, instead of the one that was `given` and the one that was `used`.
async fn hand_over(
    client: &Client,
    given: &Credentials,
    used: &Credentials,
    next: &str,
    token: &Token,
) -> std::result::Result<(), HostError> {
    // Whoever was given an older one finds the newest under its name.
    let mut names = vec![given.text(NAME)];
    if next != given.text(NAME) {
        let arguments = vec![next.into()];
        let told = client.call_host(HostFunction::OnRefreshToken, arguments);
        told.await?;
    }
    for &name in &[used.text(NAME), next] {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for &name in &names {
        let token_key = TokenKey::of(&given.with(NAME, name), &client.tenant().base_url);
        token_key.keep(client, token, Some(next)).await?;
    }
    Ok(())
}

fn not_kept(reason: &str) -> Error {
    let message = format!("The host could not keep the new refresh token: {reason}");
    let mut error = Error::new(ErrorKind::Unauthorized, message)
        .with_hint("Nothing was sent with the new token, and this connection remembers it: repair onRefreshToken or tokenStore and run this again before the connection ends.");
    error.retryable = true;
    error
}
