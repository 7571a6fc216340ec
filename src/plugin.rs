//! A connection to one tenant, which runs actions.

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
    /// Opens a connection with these options (see the README). Costs no request.
    ///
    /// # Errors
    /// Kind `validation`, with every problem of the options.
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

    /// The base URL of the tenant, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.tenant.base_url
    }

    /// Runs the action with this ID and returns its output. The input is read before the future is polled. `progress` is
    /// called while an action of many steps runs. The manifest has what each action costs in requests.
    ///
    /// # Errors
    /// Every failure of the action. [`Details::action`](crate::error::Details::action) is its ID.
    pub fn run(
        &self,
        action: &str,
        input: Json,
        host: Host,
        progress: Option<Rc<dyn Fn(Progress)>>,
    ) -> Future<'static, Result<Json>> {
        let prepared = actions::named(action).and_then(|prepare| prepare(&input));
        let tenant = self.tenant.clone();
        let action = action.to_owned();
        Box::pin(async move {
            let result = match prepared {
                Ok(run) => {
                    let client = Client::new(tenant, host);
                    run(Context { client, progress }).await
                }
                Err(error) => Err(error),
            };
            result.map_err(|error| with_unknown_outcome(error).in_action(&action))
        })
    }
}

/// The error of a write that may have been carried out has the kind `outcomeUnknown`, regardless of its cause.
fn with_unknown_outcome(error: Error) -> Error {
    if error.maybe_done && error.kind != ErrorKind::OutcomeUnknown {
        evidence::unknown(&error, "the write was carried out")
    } else {
        error
    }
}
