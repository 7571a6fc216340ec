//! The connection's own user: the one whose credential it sends.

use super::Client;
use super::authenticate::TokenEntry;
use super::authenticator::OwnUserRead;
use super::in_flight::InFlight;
use crate::auth::AccessToken;
use crate::error::{Error, ErrorKind, GuardReason, Result};
use crate::model::Id;
use crate::protocol::ApiRequest;
use crate::transport::Method;
use std::rc::Rc;

/// What is known of the connection's own user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OwnUser {
    /// The user's ID.
    Known(Id),
    /// The connection's options say that it is unknown.
    DeclaredUnknown,
}

impl Client {
    /// The connection's own user: from the options, the credential, the response to signing in or the token store, else from
    /// Workfront's session. Costs 1 request once a connection if only the session shows it.
    ///
    /// # Errors
    /// Kind `forbidden` with the reason `ownUserUnknown` if Workfront refuses to show it; any other failure of the request as it is.
    pub(crate) async fn own_user(&self) -> Result<OwnUser> {
        let safety = &self.tenant().safety;
        if let Some(own) = &safety.own_user_id {
            return Ok(OwnUser::Known(own.clone()));
        }
        if safety.own_user_is_unknown {
            return Ok(OwnUser::DeclaredUnknown);
        }
        let authenticator = &self.tenant().authenticator;
        loop {
            // A supplied credential can be another user's after a renewal.
            let token = self.access_token(None).await?;
            if let Some(own) = authenticator.own_user(&token.credentials) {
                return Ok(OwnUser::Known(own));
            }
            self.check_cancelled()?;
            let (read, is_own) = self.own_user_read(&token);
            self.unless_cancelled(read.completed()).await?;
            match read.output() {
                // The budget of the call that started the read isn't this call's.
                Some(Err(error))
                    if !is_own
                        && matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Budget) => {}
                Some(result) => return result.map(OwnUser::Known),
                None => {}
            }
        }
    }

    /// The connection's own user, if that is known without a request.
    pub(crate) fn known_own_user(&self) -> Option<Id> {
        let authenticator = &self.tenant().authenticator;
        let own = self.tenant().safety.own_user_id.clone();
        own.or_else(|| authenticator.own_user(&authenticator.token()?.credentials))
    }

    /// Remembers the user that a response of `GET /session` has shown.
    pub(crate) fn remember_own_user(&self, own: &Id) {
        let authenticator = &self.tenant().authenticator;
        if let Some(token) = authenticator.token() {
            authenticator.set_own_user(&token.credentials, own);
        }
    }

    /// The read under way, or a new one; and whether it is new.
    fn own_user_read(&self, token: &Rc<AccessToken>) -> (Rc<OwnUserRead>, bool) {
        let authenticator = &self.tenant().authenticator;
        if let Some(read) = &*authenticator.own_user_read.borrow() {
            return (read.clone(), false);
        }
        let (client, token) = (self.detached(), token.clone());
        let read = InFlight::new(Box::pin(async move {
            let result = client.find_own_user(&token).await;
            *client.tenant().authenticator.own_user_read.borrow_mut() = None;
            result
        }));
        *authenticator.own_user_read.borrow_mut() = Some(read.clone());
        (read, true)
    }

    async fn find_own_user(&self, token: &Rc<AccessToken>) -> Result<Id> {
        let authenticator = &self.tenant().authenticator;
        let stored = TokenEntry::of(self, &token.credentials);
        if let Some(own) = stored.read_own_user().await {
            authenticator.set_own_user(&token.credentials, &own);
            return Ok(own);
        }
        // Only the ID is used: the response contains the session's ID, a secret.
        let session = self.send(ApiRequest::new(Method::Get, "/session")).await;
        let session = session.map_err(explain)?;
        let own = session.get_str("userID").as_deref().and_then(Id::parse);
        let own = own
            .ok_or_else(|| unknown("Workfront's response to GET /session doesn't show the user"))?;
        // The token may have been renewed meanwhile.
        let token = authenticator.token().unwrap_or_else(|| token.clone());
        authenticator.set_own_user(&token.credentials, &own);
        // If the store fails, the next connection asks again.
        let entry = TokenEntry::of(self, &token.credentials);
        let _ = entry.write_own_user(&own).await;
        Ok(own)
    }
}

const WHY: &str = "The connection's own user, who must not be shut out, can't be found out";
const OPTIONS: &str = "Set the connection's option ownUserID to the ID of the user whose credential it has, or ownUser: 'unknown' to do without this guard.";

/// What a failure of `GET /session` means. Workfront's refusal says that it doesn't show the user. Other failures stay what they are:
/// they may end, and would end the guarded write as well.
fn explain(mut error: Error) -> Error {
    match error.kind {
        ErrorKind::Validation
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Conflict => {
            let mut unknown = unknown(&error.message);
            unknown.status = error.status;
            unknown.retryable = error.retryable;
            unknown
                .workfront_message
                .clone_from(&error.workfront_message);
            unknown.workfront_class.clone_from(&error.workfront_class);
            unknown
        }
        ErrorKind::Server | ErrorKind::UnexpectedResponse => {
            error.message = format!("{WHY}: {}", error.message);
            let hint = format!(
                "Nothing was changed. {} If it stays so: {OPTIONS}",
                error.hint
            );
            error.with_hint(hint)
        }
        _ => error,
    }
}

fn unknown(why: &str) -> Error {
    Error::guarded(GuardReason::OwnUserUnknown, format!("{WHY}: {why}"))
        .with_hint(format!("Nothing was changed. {OPTIONS}"))
}
