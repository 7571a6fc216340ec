use super::fields::word_at;
use super::shared::Shared;
use super::store::TokenKey;
use super::{CredentialType, Credentials, Pass, digest, exchange, rotation};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::read_at;
use crate::transport::HostFunction;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

type Flight = Shared<Result<Rc<Pass>>>;

/// How a connection signs in: what it was given, and the pass that it has now.
pub struct SignIn {
    given: Credentials,
    pass: RefCell<Option<Rc<Pass>>>,
    /// The renewal under way, which all calls wait for.
    flight: RefCell<Option<Rc<Flight>>>,
    /// The refresh token that the last renewal gave.
    pub(super) newest: RefCell<Option<String>>,
    /// Whether the host couldn't keep that.
    pub(super) is_unkept: Cell<bool>,
}

impl SignIn {
    /// A connection that was given this credential.
    pub fn new(given: Credentials) -> Self {
        SignIn {
            given,
            pass: RefCell::default(),
            flight: RefCell::default(),
            newest: RefCell::default(),
            is_unkept: Cell::default(),
        }
    }

    /// Goes on with the refresh token that an earlier connection had last.
    pub(crate) fn resume(&self, refresh_token: String, is_kept: bool) {
        *self.newest.borrow_mut() = Some(refresh_token);
        self.is_unkept.set(!is_kept);
    }

    /// The digest of the credential's secrets, to be kept where secrets are.
    pub(crate) fn secret_digest(&self) -> String {
        digest::of(&self.given.values(true))
    }

    /// The credential that the connection was given.
    pub fn credentials(&self) -> &Credentials {
        &self.given
    }

    /// Whether a pass that Workfront refused can be replaced by another.
    pub fn can_renew(&self) -> bool {
        let kind = self.given.kind();
        kind.is_exchanged() || kind == CredentialType::Supplied
    }

    /// A pass to send with: the one at hand, or a new one where it is missing, due or `refused`.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn pass(&self, client: &Client, refused: Option<&Rc<Pass>>) -> Result<Rc<Pass>> {
        loop {
            if let Some(pass) = self.usable(client, refused) {
                return Ok(pass);
            }
            // Sent as it is: there is nothing to wait for.
            if !self.can_renew() {
                let pass = Pass::fixed(&self.given);
                *self.pass.borrow_mut() = Some(pass.clone());
                return Ok(pass);
            }
            client.check_cancelled()?;
            let (flight, is_own) = self.renewal(client, refused.is_some());
            client.unless_cancelled(flight.ended()).await?;
            match flight.outcome() {
                // The budget of the call that began it is not this call's.
                Some(Err(error))
                    if !is_own
                        && matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Budget) => {}
                Some(outcome) => return outcome,
                None => {}
            }
        }
    }

    /// The pass at hand.
    pub fn current(&self) -> Option<Rc<Pass>> {
        self.pass.borrow().clone()
    }

    fn usable(&self, client: &Client, refused: Option<&Rc<Pass>>) -> Option<Rc<Pass>> {
        self.current().filter(|pass| {
            !pass.is_due(client.now()) && !refused.is_some_and(|refused| Rc::ptr_eq(refused, pass))
        })
    }

    /// The renewal under way, or a new one; and whether it is new.
    fn renewal(&self, client: &Client, refused: bool) -> (Rc<Flight>, bool) {
        if let Some(flight) = &*self.flight.borrow() {
            return (flight.clone(), false);
        }
        let client = client.for_all();
        let functions = client.host().functions.clone();
        let flight = Shared::new(Box::pin(async move {
            let sign_in = &client.tenant().sign_in;
            let outcome = sign_in.renew(&client, refused).await;
            *sign_in.flight.borrow_mut() = None;
            if let Ok(pass) = &outcome {
                *sign_in.pass.borrow_mut() = Some(pass.clone());
            }
            outcome
        }));
        *self.flight.borrow_mut() = Some(flight.clone());
        // The calls that wait may all be stopped: a refresh token that was replaced must be kept all the same.
        functions.background(flight.ended());
        (flight, true)
    }

    async fn renew(&self, client: &Client, refused: bool) -> Result<Rc<Pass>> {
        let credentials = match self.given.kind() {
            CredentialType::Supplied => supplied(client).await?,
            _ => self.given.clone(),
        };
        let kind = credentials.kind();
        if !kind.is_exchanged() {
            return Ok(Pass::fixed(&credentials));
        }
        let token_key = TokenKey::of(&credentials, &client.tenant().base_url);
        if !refused {
            let kept = token_key.read(client).await;
            let renew_at = kept.get_f64("renewAt");
            let is_good = renew_at.is_some_and(|at| at > client.now());
            if let Some(token) = word_at(&kept, "token").filter(|_| is_good) {
                return Ok(Pass::carrying(&credentials, &token, renew_at, None));
            }
        }
        let token = if kind == CredentialType::OauthRefresh {
            rotation::token(client, self, &credentials, &token_key).await?
        } else {
            let token = exchange::token(client, &credentials).await?;
            // A store that fails costs one more request another time.
            let _ = token_key.keep(client, &token, None).await;
            token
        };
        let is_session = kind != CredentialType::ImsServerToServer;
        let opened_by = is_session.then(|| credentials.clone());
        let renew_at = Some(token.renew_at);
        Ok(Pass::carrying(
            &credentials,
            &token.text,
            renew_at,
            opened_by,
        ))
    }

    /// Forgets the pass at hand and gives it, where it is a session that this connection has opened.
    pub async fn close(&self, client: &Client) -> Option<Rc<Pass>> {
        let pass = self.current()?;
        let credentials = pass.opened_by.as_ref()?;
        *self.pass.borrow_mut() = None;
        let token_key = TokenKey::of(credentials, &client.tenant().base_url);
        token_key.forget(client).await;
        Some(pass)
    }
}

/// Asks the host for the credential.
async fn supplied(client: &Client) -> Result<Credentials> {
    let given = client
        .call_host(HostFunction::Credentials, Vec::new())
        .await;
    let given = given.map_err(|error| {
        let kind = match error.is_timeout {
            true => ErrorKind::Timeout,
            false => ErrorKind::Unauthorized,
        };
        let message = format!("The host's function 'credentials' failed: {}", error.reason);
        Error::new(kind, message).with_hint("Nothing was sent to Workfront.")
    })?;
    let credentials: Credentials = read_at(&given, "credentials")?;
    if credentials.kind() == CredentialType::Supplied {
        let problem = "must be a credential, or a function that gives one";
        return Err(Error::invalid("credentials", problem));
    }
    Ok(credentials)
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(")?;
        f.write_str(self.given.kind().as_str())?;
        f.write_str(")")
    }
}
