use super::envelope;
use super::request::ApiRequest;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::plugin::Tenant;
use crate::transport::{Host, Request, TransportError};
use std::cell::Cell;
use std::rc::Rc;

/// One call's way to the tenant. It counts the requests that it sends.
#[derive(Debug)]
pub struct Client {
    tenant: Rc<Tenant>,
    host: Host,
    requests: Cell<u32>,
}

impl Client {
    /// A way to `tenant` through `host`.
    pub fn new(tenant: Rc<Tenant>, host: Host) -> Self {
        Client {
            tenant,
            host,
            requests: Cell::new(0),
        }
    }

    /// The tenant's settings and what was learnt of it.
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// How many requests were sent.
    pub fn requests(&self) -> u32 {
        self.requests.get()
    }

    /// Sends a request and gives the data of its answer.
    ///
    /// # Errors
    /// Every failure of the transport and every error that Workfront tells.
    pub async fn send(&self, request: ApiRequest) -> Result<Json> {
        self.check_cancelled()?;
        let (method, url, payload) = request.spell(&self.tenant.base_url, self.tenant.api_version);
        let mut headers = self.tenant.credentials.headers();
        headers.push(("Accept", "application/json".to_owned()));
        if let Some(payload) = &payload {
            headers.push(("Content-Type", payload.content_type().to_owned()));
        }
        self.requests.set(self.requests.get() + 1);
        let sent = self
            .host
            .transport
            .send(Request {
                method,
                url,
                headers,
                payload,
            })
            .await;
        match sent {
            Ok(response) => envelope::open(response),
            Err(TransportError::Network(reason)) => Err(Error::new(
                ErrorKind::Network,
                format!("Workfront could not be reached: {reason}"),
            )),
            Err(TransportError::Timeout) => Err(Error::new(
                ErrorKind::Timeout,
                "Workfront gave no answer in time",
            )),
            Err(TransportError::Cancelled) => Err(cancelled()),
        }
    }

    /// Stops here when the caller has stopped the call.
    ///
    /// # Errors
    /// Kind `cancelled`.
    pub fn check_cancelled(&self) -> Result<()> {
        if self.host.cancel.is_cancelled() {
            Err(cancelled())
        } else {
            Ok(())
        }
    }
}

fn cancelled() -> Error {
    Error::new(ErrorKind::Cancelled, "The call was stopped by its caller")
}
