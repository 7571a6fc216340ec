//! A connection to one tenant, and running actions on it.

use crate::actions::{self, Context, Progress};
use crate::client::{Client, Tenant};
use crate::error::{Error, ErrorKind, Result};
use crate::input::read_input;
use crate::json::Json;
use crate::protocol::evidence;
use crate::transport::{Future, Host};
use std::rc::Rc;

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

    /// Continues with the newest refresh token of an earlier connection that had the same options, such as one whose
    /// WebAssembly instance trapped. `is_stored` is whether the host has stored it (see
    /// [`crate::transport::HostFunctions::remember`]). Costs no request.
    pub fn resume(&self, refresh_token: String, is_stored: bool) {
        self.tenant.authenticator.resume(refresh_token, is_stored);
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
