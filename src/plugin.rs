//! A connection to one tenant, and running actions on it.

use crate::actions::{self, Context, Progress};
use crate::api::batch::Dialect;
use crate::api::{ApiVersion, Client};
use crate::auth::{EventCredential, SignIn};
use crate::directory;
use crate::error::{Error, ErrorKind, Result};
use crate::input::read_input;
use crate::json::Json;
use crate::protocol::evidence;
use crate::transport::{Future, Gate, Host, Policy};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The settings of a connection, and what was learnt of the tenant while it lasts.
#[derive(Debug)]
pub struct Tenant {
    /// The base URL, without a slash at its end.
    pub base_url: String,
    /// The API version that every path names.
    pub api_version: ApiVersion,
    /// The credential, and what came of it.
    pub sign_in: SignIn,
    /// How `batch` goes out.
    pub batch_dialect: Dialect,
    /// `true`: people sign in through SSO and passwords are refused; `false`: a password is required on create;
    /// absent: either.
    pub sso: Option<bool>,
    /// Whether user fields that this crate doesn't know are sent as they are.
    pub allow_unknown_fields: bool,
    /// The header that carries the credential to the service of event subscriptions.
    pub event_credential: EventCredential,
    /// How hard to try.
    pub policy: Policy,
    /// How many requests go out at once, now.
    pub gate: Gate,
    /// Names that were looked up.
    pub names: directory::Cache,
    /// The ID of the connection's own user, once Workfront has shown it.
    pub own_user: RefCell<Option<String>>,
    /// The dialect that the tenant has accepted, once `auto` has found out.
    pub accepted_dialect: Cell<Option<Dialect>>,
}

/// A connection to one tenant.
#[derive(Clone, Debug)]
pub struct Plugin {
    tenant: Rc<Tenant>,
}

impl Plugin {
    /// Opens a connection with these options (see the README). Nothing is sent.
    ///
    /// # Errors
    /// A validation error that tells everything that is wrong with the options.
    pub fn new(options: &Json) -> Result<Self> {
        let tenant = Rc::new(read_input(options)?);
        Ok(Plugin { tenant })
    }

    /// Goes on with the newest refresh token of an earlier connection that had the same options, such as one whose
    /// instance broke down; `is_kept` tells whether the host has kept it (see
    /// [`crate::transport::HostFunctions::remember`]).
    pub fn resume(&self, refresh_token: String, is_kept: bool) {
        self.tenant.sign_in.resume(refresh_token, is_kept);
    }

    /// The base URL, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.tenant.base_url
    }

    /// Runs the action with this id. The input is read at once, before the future is polled.
    ///
    /// # Errors
    /// Everything that can go wrong, with the action named.
    pub fn run(
        &self,
        action: &str,
        input: Json,
        host: Host,
        progress: Option<Rc<dyn Fn(Progress)>>,
    ) -> Future<'static, Result<Json>> {
        let started = actions::named(action).and_then(|start| start(&input));
        let tenant = self.tenant.clone();
        let action = action.to_owned();
        Box::pin(async move {
            let outcome = match started {
                Ok(run) => {
                    let client = Client::new(tenant, host);
                    run(Context { client, progress }).await
                }
                Err(error) => Err(error),
            };
            outcome.map_err(|error| never_a_refusal(error).in_action(&action))
        })
    }
}

/// A write that may have been carried out is never called a refusal, whatever ended it.
fn never_a_refusal(error: Error) -> Error {
    if error.maybe_done && error.kind != ErrorKind::OutcomeUnknown {
        evidence::unknown(&error, "the write was carried out")
    } else {
        error
    }
}
