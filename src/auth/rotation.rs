//! Refresh tokens, which may be replaced each time one is used (facts, section 2.3).

use super::store::Place;
use super::token::Token;
use super::{Credentials, SignIn, exchange};
use crate::api::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::HostFunction;

const NAME: &str = "refreshToken";

/// Uses the newest refresh token that can be found, and hands the next one over before the token is used.
pub(super) async fn token(
    client: &Client,
    sign_in: &SignIn,
    credentials: &Credentials,
) -> Result<Token> {
    let base_url = client.tenant().base_url.as_str();
    let place = Place::of(credentials, base_url);
    let unkept = sign_in.unkept.borrow().clone();
    let newest = match unkept {
        Some(unkept) => Some(unkept),
        // The store first: another instance may have renewed since. A host without one has this connection's memory.
        None => {
            let kept = place.read(client).await.refresh_token;
            kept.or_else(|| sign_in.newest.borrow().clone())
        }
    };
    let mut used = match newest {
        Some(newest) => credentials.with(NAME, &newest),
        None => credentials.clone(),
    };
    let mut outcome = exchange::token(client, &used).await;
    if matches!(&outcome, Err(error) if error.kind == ErrorKind::Unauthorized) {
        // Another instance may have been quicker, and has used this token up.
        let kept = place.read(client).await.refresh_token;
        if let Some(other) = kept.filter(|other| other != used.text(NAME)) {
            used = credentials.with(NAME, &other);
            outcome = exchange::token(client, &used).await;
        }
    }
    let mut token = outcome?;
    let next = token
        .refresh_token
        .take()
        .unwrap_or_else(|| used.text(NAME).to_owned());
    let hand_over = HandOver {
        client,
        given: credentials,
        used: &used,
        next: &next,
    };
    *sign_in.unkept.borrow_mut() = Some(next.clone());
    hand_over.to_host(&token).await.map_err(|reason| {
        let mut secrets = used.secrets();
        secrets.extend([next.clone(), token.text.clone()]);
        super::scrub(not_kept(&reason), &secrets)
    })?;
    *sign_in.unkept.borrow_mut() = None;
    *sign_in.newest.borrow_mut() = Some(next);
    Ok(token)
}

/// From the token that was used to the one that comes next.
struct HandOver<'a> {
    client: &'a Client,
    given: &'a Credentials,
    used: &'a Credentials,
    next: &'a str,
}

impl HandOver<'_> {
    async fn to_host(&self, token: &Token) -> std::result::Result<(), String> {
        let (used, given) = (self.used.text(NAME), self.given.text(NAME));
        if self.next != given {
            let arguments = vec![self.next.into()];
            let told = self
                .client
                .call_host(HostFunction::OnRefreshToken, arguments);
            told.await?;
        }
        // Whoever was given an older one finds the newest under its name.
        self.keep_as(given, token).await?;
        if used != given {
            self.keep_as(used, token).await?;
        }
        if self.next != used && self.next != given {
            self.keep_as(self.next, token).await?;
        }
        Ok(())
    }

    async fn keep_as(&self, name: &str, token: &Token) -> std::result::Result<(), String> {
        let credentials = self.given.with(NAME, name);
        let place = Place::of(&credentials, &self.client.tenant().base_url);
        place.keep(self.client, token, Some(self.next)).await
    }
}

fn not_kept(reason: &str) -> Error {
    let message = format!("The host could not keep the new refresh token: {reason}");
    let mut error = Error::new(ErrorKind::Unauthorized, message)
        .with_hint("Nothing was sent with the new token, and this connection remembers it: repair onRefreshToken or tokenStore and run this again before the connection ends.");
    error.retryable = true;
    error
}
