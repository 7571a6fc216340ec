//! The credential that the host's function `credentials` returns.

use crate::auth::Credentials;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::read_at;
use crate::transport::HostFunction;

impl Client {
    /// Calls the function and reads its result.
    pub(super) async fn supplied_credentials(&self) -> Result<Credentials> {
        let result = self.call_host(HostFunction::Credentials, Vec::new()).await;
        let value = result.map_err(|error| {
            let kind = match error.is_timeout {
                true => ErrorKind::Timeout,
                false => ErrorKind::Unauthorized,
            };
            let message = format!("The host's function 'credentials' failed: {}", error.reason);
            Error::new(kind, message).with_hint("Nothing was sent to Workfront.")
        })?;
        let credentials: Credentials = read_at(&value, "credentials")?;
        if credentials.kind().is_supplied() {
            let problem = "must be a credential, or a function that returns one";
            return Err(Error::invalid("credentials", problem));
        }
        Ok(credentials)
    }
}
