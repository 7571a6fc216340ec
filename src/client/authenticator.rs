use super::in_flight::InFlight;
use crate::auth::{AccessToken, CredentialType, Credentials, digest};
use crate::error::Result;
use crate::model::Id;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

/// A renewal of the access token, which all calls of a connection wait for.
pub(super) type Renewal = InFlight<Result<Rc<AccessToken>>>;

/// A read of the connection's own user, which all calls of a connection wait for.
pub(super) type OwnUserRead = InFlight<Result<Id>>;

/// The credential of a connection, and its access token. `Debug` shows only the credential's type.
pub struct Authenticator {
    credentials: Credentials,
    token: RefCell<Option<Rc<AccessToken>>>,
    pub(super) renewal: RefCell<Option<Rc<Renewal>>>,
    /// The refresh token that the last renewal returned.
    pub(super) refresh_token: RefCell<Option<String>>,
    /// Whether the host failed to store it.
    pub(super) is_unstored: Cell<bool>,
    /// The connection's own user, once a response has shown it, with the digest of the secrets that it belongs to.
    own_user: RefCell<Option<(String, Id)>>,
    pub(super) own_user_read: RefCell<Option<Rc<OwnUserRead>>>,
}

impl Authenticator {
    /// An authenticator without an access token.
    pub fn new(credentials: Credentials) -> Self {
        Authenticator {
            credentials,
            token: RefCell::default(),
            renewal: RefCell::default(),
            refresh_token: RefCell::default(),
            is_unstored: Cell::default(),
            own_user: RefCell::default(),
            own_user_read: RefCell::default(),
        }
    }

    /// The user of this credential, if the credential names it or a response has shown it.
    pub(crate) fn own_user(&self, credentials: &Credentials) -> Option<Id> {
        if let Some(own) = credentials.own_user() {
            return Some(own);
        }
        let known = self.own_user.borrow();
        let (digest, own) = known.as_ref()?;
        // A configured credential is always the same user's, also after its refresh token was replaced.
        let is_same = !self.credentials.kind().is_supplied()
            || *digest == digest::of(&credentials.secret_values());
        is_same.then(|| own.clone())
    }

    /// Remembers the user of this credential.
    pub(crate) fn set_own_user(&self, credentials: &Credentials, own: &Id) {
        let digest = digest::of(&credentials.secret_values());
        *self.own_user.borrow_mut() = Some((digest, own.clone()));
    }

    /// Continues with the newest refresh token of an earlier connection.
    pub(crate) fn resume(&self, refresh_token: String, is_stored: bool) {
        *self.refresh_token.borrow_mut() = Some(refresh_token);
        self.is_unstored.set(!is_stored);
    }

    /// The digest of the credential's secrets. It belongs where secrets are allowed.
    pub(crate) fn secret_digest(&self) -> String {
        digest::of(&self.credentials.secret_values())
    }

    /// The configured credential.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Whether a token that Workfront refused can be replaced by a new one.
    pub fn can_renew(&self) -> bool {
        let kind = self.credentials.kind();
        kind.is_exchanged() || kind.is_supplied()
    }

    /// The access token in use, if there is one.
    pub fn token(&self) -> Option<Rc<AccessToken>> {
        self.token.borrow().clone()
    }

    pub(super) fn set_token(&self, token: Option<Rc<AccessToken>>) {
        *self.token.borrow_mut() = token;
    }

    /// The type of the credential in use. If the host supplies it, the type of the one it supplied last.
    pub fn credential_type(&self) -> CredentialType {
        match self.token() {
            Some(token) => token.kind,
            None => self.credentials.kind(),
        }
    }

    /// What `testConnection` warns of about the credential in use.
    pub(crate) fn warnings(&self) -> Vec<&'static str> {
        let kind = self.credential_type();
        let mut warnings: Vec<&str> = kind.kind().warning.into_iter().collect();
        // The fields of a supplied credential aren't known any more.
        if self.credentials.kind() == kind {
            warnings.extend(self.credentials.field_warnings());
        }
        warnings
    }
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authenticator(")?;
        f.write_str(self.credentials.kind().as_str())?;
        f.write_str(")")
    }
}
