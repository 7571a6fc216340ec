use super::Client;
use super::authenticate::TokenEntry;
use super::send::is_token_refused;
use super::transmit::SendOptions;
use crate::auth::AccessToken;
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{ApiRequest, envelope::Envelope, evidence};
use crate::transport::Method;
use std::cell::Cell;
use std::rc::Rc;

impl Client {
    /// Ends the session that this connection opened, and returns whether there was one. It costs 1 request for each
    /// attempt, and none without a session.
    ///
    /// # Errors
    /// As for [`Client::send`], and kind `outcomeUnknown` if the session may have ended. The connection forgets the
    /// session in any case.
    pub async fn sign_out(&self) -> Result<bool> {
        let Some(token) = self.forget_session().await else {
            return Ok(false);
        };
        let mut request = self.build(ApiRequest::new(Method::Post, "/logout"))?;
        request.headers = token.headers.clone();
        let options = SendOptions {
            repeatable: true,
            writes: true,
            envelope: Envelope::Data,
            secrets: &[],
            token: Some(&token),
            was_lost: &Cell::new(false),
            on_text: None,
        };
        let unknown = |cause: &Error| evidence::unknown(cause, "the session was ended");
        match self.send_with_retries(&mut request, options).await {
            Ok(data) if evidence::is_acceptance(&data) => Ok(true),
            Ok(_) => {
                let message = "Workfront's response doesn't show it";
                let cause = Error::new(ErrorKind::UnexpectedResponse, message);
                Err(unknown(&cause))
            }
            // The session had ended before.
            Err(error) if is_token_refused(&error) && evidence::is_from_workfront(&error) => {
                Ok(true)
            }
            Err(error) if error.maybe_done => Err(unknown(&error)),
            Err(error) => Err(error),
        }
    }

    /// Forgets the access token and returns it, if it is a session that this connection opened.
    async fn forget_session(&self) -> Option<Rc<AccessToken>> {
        let authenticator = &self.tenant().authenticator;
        let token = authenticator.token()?;
        let credentials = token.opened_by.as_ref()?;
        authenticator.set_token(None);
        TokenEntry::of(self, credentials).clear().await;
        Some(token)
    }
}
