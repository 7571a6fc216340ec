//! The layer of authentication: the access token of a connection, requested and renewed once for all calls.

mod exchange;
mod refresh_token;
mod sign;
mod supplied;
mod token_entry;

pub(super) use token_entry::{TokenEntry, own_user_of};

use super::Client;
use super::authenticator::Renewal;
use super::in_flight::InFlight;
use crate::auth::{AccessToken, Credentials, get_word};
use crate::error::{ErrorKind, Result};
use std::rc::Rc;

impl Client {
    /// The access token to send: the one in use, or a new one if it is missing, due or `refused`. Concurrent calls share
    /// one renewal.
    ///
    /// # Errors
    /// Why there is no token.
    pub(super) async fn access_token(
        &self,
        refused: Option<&Rc<AccessToken>>,
    ) -> Result<Rc<AccessToken>> {
        let authenticator = &self.tenant().authenticator;
        loop {
            if let Some(token) = self.usable_token(refused) {
                return Ok(token);
            }
            // A static credential needs no request.
            if !authenticator.can_renew() {
                let token = AccessToken::from_static(authenticator.credentials());
                authenticator.set_token(Some(token.clone()));
                return Ok(token);
            }
            self.check_cancelled()?;
            let (renewal, is_own) = self.renewal(refused.is_some());
            self.unless_cancelled(renewal.completed()).await?;
            match renewal.output() {
                // The budget of the call that started the renewal isn't this call's.
                Some(Err(error))
                    if !is_own
                        && matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Budget) => {}
                Some(result) => return result,
                None => {}
            }
        }
    }

    fn usable_token(&self, refused: Option<&Rc<AccessToken>>) -> Option<Rc<AccessToken>> {
        let token = self.tenant().authenticator.token();
        token.filter(|token| {
            let is_refused = refused.is_some_and(|refused| Rc::ptr_eq(refused, token));
            !token.is_due(self.now()) && !is_refused
        })
    }

    /// The renewal under way, or a new one; and whether it is new.
    fn renewal(&self, is_refused: bool) -> (Rc<Renewal>, bool) {
        let authenticator = &self.tenant().authenticator;
        if let Some(renewal) = &*authenticator.renewal.borrow() {
            return (renewal.clone(), false);
        }
        let client = self.detached();
        let renewal = InFlight::new(Box::pin(async move {
            let result = client.renew(is_refused).await;
            let authenticator = &client.tenant().authenticator;
            *authenticator.renewal.borrow_mut() = None;
            if let Ok(token) = &result {
                authenticator.set_token(Some(token.clone()));
            }
            result
        }));
        *authenticator.renewal.borrow_mut() = Some(renewal.clone());
        // All waiting calls may be cancelled, but a refresh token that was replaced must still be stored.
        self.host().functions.background(renewal.completed());
        (renewal, true)
    }

    async fn renew(&self, is_refused: bool) -> Result<Rc<AccessToken>> {
        let configured = self.tenant().authenticator.credentials();
        let credentials = match configured.kind().is_supplied() {
            true => self.supplied_credentials().await?,
            false => configured.clone(),
        };
        let Some(exchange) = credentials.exchange() else {
            return Ok(AccessToken::from_static(&credentials));
        };
        let entry = TokenEntry::of(self, &credentials);
        if !is_refused && let Some(token) = self.stored_token(&entry, &credentials).await {
            return Ok(token);
        }
        let issued = if exchange.rotates_refresh_token {
            self.exchange_refresh_token(&credentials, &entry).await?
        } else {
            let issued = self.exchange(&credentials).await?;
            // If the store fails, the next connection requests another token.
            let _ = entry.write(&issued, None).await;
            issued
        };
        if let Some(own) = &issued.own_user {
            self.tenant().authenticator.set_own_user(&credentials, own);
        }
        let opened_by = exchange.opens_session.then(|| credentials.clone());
        let renew_at = Some(issued.renew_at);
        Ok(AccessToken::with_token(
            &credentials,
            &issued.token,
            renew_at,
            opened_by,
        ))
    }

    /// The token that another connection with the same credential stored, if it isn't due.
    async fn stored_token(
        &self,
        entry: &TokenEntry<'_>,
        credentials: &Credentials,
    ) -> Option<Rc<AccessToken>> {
        let stored = entry.read().await;
        let renew_at = stored.get_f64("renewAt").filter(|at| *at > self.now())?;
        let token = get_word(&stored, "token")?;
        if let Some(own) = own_user_of(&stored) {
            self.tenant().authenticator.set_own_user(credentials, &own);
        }
        Some(AccessToken::with_token(
            credentials,
            &token,
            Some(renew_at),
            None,
        ))
    }
}
