use super::envelope;
use super::request::ApiRequest;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::plugin::Tenant;
use crate::transport::{
    First, Future, Host, Permit, Request, TransportError, race, retry_after_ms,
};
use std::cell::Cell;
use std::rc::Rc;

/// One run's way to the tenant: it sends, sends again where that can help and harms nothing, and counts.
#[derive(Debug)]
pub struct Client {
    tenant: Rc<Tenant>,
    host: Host,
    requests: Cell<u32>,
    started: f64,
}

impl Client {
    /// A way to `tenant` through `host`.
    pub fn new(tenant: Rc<Tenant>, host: Host) -> Self {
        let started = host.clock.now();
        Client {
            tenant,
            host,
            requests: Cell::new(0),
            started,
        }
    }

    /// The tenant's settings and what was learnt of it.
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// How many requests were sent.
    pub fn requests(&self) -> u32 {
        self.requests.get()
    }

    /// Sends a request and gives the data of its answer.
    ///
    /// # Errors
    /// Every failure of the transport and every error that Workfront tells, after the attempts that the connection
    /// allows.
    pub async fn send(&self, request: ApiRequest) -> Result<Json> {
        let repeatable = request.repeatable;
        let (method, url, payload) = request.spell(&self.tenant.base_url, self.tenant.api_version);
        let mut headers = self.tenant.credentials.headers();
        headers.push(("Accept", "application/json".to_owned()));
        if let Some(payload) = &payload {
            headers.push(("Content-Type", payload.content_type().to_owned()));
        }
        let timeout_ms = self.tenant.policy.timeout_ms;
        let request = Request {
            method,
            url,
            headers,
            payload,
            timeout_ms,
        };
        let mut attempt = 1;
        loop {
            let error = match self.send_once(request.clone()).await {
                Ok(data) => return Ok(data),
                Err(error) => error,
            };
            attempt += 1;
            if attempt > self.tenant.policy.attempts || !may_help(&error, repeatable) {
                return Err(error);
            }
            let jitter = self
                .tenant
                .policy
                .wait_before(attempt, self.host.random.next());
            let wait = error.retry_after_ms.unwrap_or(jitter);
            if self.left_ms().is_some_and(|left| wait >= left) {
                return Err(error);
            }
            self.unless_cancelled(self.host.clock.sleep(wait)).await?;
        }
    }

    async fn send_once(&self, mut request: Request) -> Result<Json> {
        let permit = self.permit().await?;
        self.check_budget()?;
        if let Some(left) = self.left_ms() {
            let timeout = request.timeout_ms;
            request.timeout_ms = if timeout > 0.0 {
                timeout.min(left)
            } else {
                left
            };
        }
        self.requests.set(self.requests.get() + 1);
        let answer = self.host.transport.send(request).await;
        drop(permit);
        let result = match answer {
            Ok(response) => {
                let retry_after = response.retry_after.as_deref();
                let wait = retry_after.and_then(|text| retry_after_ms(text, self.host.clock.now()));
                envelope::open(response).map_err(|mut error| {
                    error.retry_after_ms = wait;
                    error
                })
            }
            Err(error) => Err(unanswered(error)),
        };
        match &result {
            Ok(_) => self.tenant.gate.succeeded(),
            Err(error) if error.kind == ErrorKind::RateLimited => self.tenant.gate.narrow(),
            Err(_) => {}
        }
        result
    }

    async fn permit(&self) -> Result<Permit<'_>> {
        self.check_cancelled()?;
        self.unless_cancelled(self.tenant.gate.enter()).await
    }

    async fn unless_cancelled<T>(&self, wait: impl std::future::Future<Output = T>) -> Result<T> {
        let cancelled: Future<'_, ()> = self.host.cancel.cancelled();
        match race(wait, cancelled).await {
            First::A(value) => Ok(value),
            First::B(()) => Err(stopped()),
        }
    }

    /// Stops here when the caller has stopped the call.
    ///
    /// # Errors
    /// Kind `cancelled`.
    pub fn check_cancelled(&self) -> Result<()> {
        if self.host.cancel.is_cancelled() {
            Err(stopped())
        } else {
            Ok(())
        }
    }

    fn check_budget(&self) -> Result<()> {
        let policy = &self.tenant.policy;
        if self.left_ms().is_some_and(|left| left <= 0.0) {
            return Err(used_up("time", "deadlineMs"));
        }
        if policy
            .max_requests
            .is_some_and(|most| self.requests.get() >= most)
        {
            return Err(used_up("requests", "maxRequests"));
        }
        Ok(())
    }

    /// What is left of the run's time.
    fn left_ms(&self) -> Option<f64> {
        let deadline = self.tenant.policy.deadline_ms?;
        Some(self.started + deadline - self.host.clock.now())
    }
}

/// Whether sending again can help without harm: a refusal for want of capacity did nothing; anything else that
/// was lost on the way may have been done.
fn may_help(error: &Error, repeatable: bool) -> bool {
    match error.kind {
        ErrorKind::RateLimited => true,
        ErrorKind::Network | ErrorKind::Timeout => repeatable,
        // A gateway's words for "not now"; 500 is Workfront's own failure, which comes again.
        ErrorKind::Server => repeatable && matches!(error.status, Some(502..=504)),
        // An answer that was cut off on the way.
        ErrorKind::UnexpectedResponse => repeatable && error.retryable,
        _ => false,
    }
}

fn unanswered(error: TransportError) -> Error {
    match error {
        TransportError::Network(reason) => Error::new(
            ErrorKind::Network,
            format!("Workfront could not be reached: {reason}"),
        ),
        TransportError::Timeout => {
            Error::new(ErrorKind::Timeout, "Workfront gave no answer in time")
        }
        TransportError::Cancelled => Error::new(
            ErrorKind::Cancelled,
            "The call was stopped by its caller while a request was under way",
        )
        .with_hint("If it was a write, look whether it happened."),
    }
}

fn stopped() -> Error {
    Error::new(ErrorKind::Cancelled, "The call was stopped by its caller")
}

fn used_up(what: &str, option: &str) -> Error {
    let message = format!("The run was stopped: it has used up its {what} ({option})");
    let hint = format!("Nothing more was sent. Raise {option}, or run again what is left to do.");
    let mut error = Error::new(ErrorKind::Cancelled, message).with_hint(hint);
    error.retryable = true;
    error
}
