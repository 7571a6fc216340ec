use super::{Permit, Tenant};
use crate::auth::{CredentialType, EventCredential, scrub, scrub_text};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    ApiRequest, Service,
    envelope::{self, Envelope},
    evidence,
};
use crate::transport::{
    Body, Either, Future, Host, HostError, HostFunction, Method, Never, Payload, Request,
    TransportError, retry_after_ms, select,
};
use std::cell::Cell;
use std::rc::Rc;

/// How a request may be sent, and what its response is.
#[derive(Clone, Copy)]
struct Sending<'a> {
    /// Whether it may be sent again when its response was lost.
    repeatable: bool,
    /// Whether it changes something in the tenant.
    writes: bool,
    /// In what the data of its response stands.
    envelope: Envelope,
    /// What no error may repeat.
    secrets: &'a [&'a [String]],
    /// Becomes true where an earlier transmission than the one with the response may have been carried out.
    lost: &'a Cell<bool>,
}

/// What a function of the host will give.
pub(crate) type Answer<'a> = Future<'a, std::result::Result<Json, HostError>>;

/// One run's way to the tenant: it sends, sends again where that can help and harms nothing, and counts.
#[derive(Debug)]
pub struct Client {
    tenant: Rc<Tenant>,
    host: Host,
    requests: Rc<Cell<u32>>,
    /// Whether the runtime has refused a request for want of budget: it would refuse all others.
    is_spent: Rc<Cell<bool>>,
    started: f64,
}

impl Client {
    /// A way to `tenant` through `host`.
    pub fn new(tenant: Rc<Tenant>, host: Host) -> Self {
        let started = host.clock.now();
        Client {
            tenant,
            host,
            requests: Rc::default(),
            is_spent: Rc::default(),
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

    /// What the host's clock says, in milliseconds since 1970.
    pub fn now(&self) -> f64 {
        self.host.clock.now()
    }

    /// How many requests were sent.
    pub fn requests(&self) -> u32 {
        self.requests.get()
    }

    /// The type of the credential in use; where a function of the host gives it, the type of what it gave last.
    pub fn credential_type(&self) -> CredentialType {
        let sign_in = &self.tenant.sign_in;
        match sign_in.current() {
            Some(pass) => pass.kind,
            None => sign_in.credentials().kind(),
        }
    }

    /// The same error without any secret of the connection, for what Workfront says of an item inside a good answer.
    pub fn scrub(&self, error: Error) -> Error {
        match self.tenant.sign_in.current() {
            Some(pass) => scrub(error, &[&pass.secrets]),
            None => error,
        }
    }

    /// The same way, for what all calls of the connection wait for: it doesn't stop with this one.
    pub(crate) fn for_all(&self) -> Self {
        let mut host = self.host.clone();
        host.cancel = Rc::new(Never);
        Client {
            tenant: self.tenant.clone(),
            host,
            requests: self.requests.clone(),
            is_spent: self.is_spent.clone(),
            started: self.started,
        }
    }

    /// Calls a function of the host, and waits for it no longer than for the call's stop.
    pub(crate) fn call_host(&self, function: HostFunction, arguments: Vec<Json>) -> Answer<'_> {
        let call = self.host.functions.call(function, arguments);
        Box::pin(async move {
            let given = self.unless_cancelled(call).await;
            given.unwrap_or_else(|stopped| Err(stopped.message.clone().into()))
        })
    }

    /// What the host's store has under `key`.
    pub(crate) fn stored(&self, key: &str) -> Answer<'_> {
        self.call_host(HostFunction::GetToken, vec![key.into()])
    }

    /// Puts a text into the host's store; it may go when it `ends`.
    pub(crate) fn store(&self, key: &str, text: &str, ends: Option<f64>) -> Answer<'_> {
        let mut options = Json::object();
        if let Some(ends) = ends {
            options.insert("expiresAt", ends);
        }
        let arguments = vec![key.into(), text.into(), options];
        self.call_host(HostFunction::SetToken, arguments)
    }

    /// Sends a request and gives the data of its answer. A credential that Workfront refuses is renewed once, where it
    /// can be.
    ///
    /// # Errors
    /// Every failure of the transport and every error that Workfront tells, after the attempts that the connection
    /// allows.
    pub async fn send(&self, request: ApiRequest) -> Result<Json> {
        self.send_noting(request, &Cell::new(false)).await
    }

    /// The same as [`Client::send`]; `lost` becomes true where a response came in the end, but an earlier transmission of
    /// the write may have been carried out as well.
    pub(crate) async fn send_noting(
        &self,
        mut request: ApiRequest,
        lost: &Cell<bool>,
    ) -> Result<Json> {
        let (repeatable, service) = (request.repeatable, request.service);
        let writes = request.is_write();
        let envelope = match service {
            Service::Objects => Envelope::Data,
            Service::Events => Envelope::None,
        };
        let mut secrets = std::mem::take(&mut request.secrets);
        let mut request = self.spell(request)?;
        let sign_in = &self.tenant.sign_in;
        let mut refused = None;
        let mut was_lost = false;
        loop {
            let pass = sign_in.pass(self, refused.as_ref()).await;
            let pass = pass.map_err(|error| after(was_lost, error))?;
            let told = match service {
                Service::Objects => EventCredential::Same,
                Service::Events => self.tenant.event_credential,
            };
            request.headers = told.headers(&pass.headers);
            let both: [&[String]; 2] = [&secrets, &pass.secrets];
            let sending = Sending {
                repeatable,
                writes,
                envelope,
                secrets: &both,
                lost,
            };
            let outcome = self.attempts(&mut request, sending).await;
            match outcome.map_err(|error| after(was_lost, error)) {
                // Refused, so nothing was done by this transmission: also a write may go out again.
                Err(error)
                    if refused.is_none()
                        && sign_in.can_renew()
                        && is_refusal(&error)
                        && (repeatable || !error.maybe_done) =>
                {
                    was_lost = error.maybe_done;
                    secrets.extend_from_slice(&pass.secrets);
                    refused = Some(pass);
                }
                outcome => {
                    lost.set(lost.get() || was_lost);
                    return outcome;
                }
            }
        }
    }

    /// A request as it goes out, but for its headers.
    fn spell(&self, request: ApiRequest) -> Result<Request> {
        let (method, url, payload) = request.spell(&self.tenant.base_url, self.tenant.api_version);
        Ok(Request {
            method,
            url,
            headers: Vec::new(),
            payload: payload.map(Payload::serialize).transpose()?,
            timeout_ms: self.tenant.policy.timeout_ms,
            shared: false,
        })
    }

    /// Ends the session that this connection has opened, if it has one, and tells whether it had.
    ///
    /// # Errors
    /// As for [`Client::send`]; the session is forgotten all the same.
    pub async fn sign_out(&self) -> Result<bool> {
        let Some(pass) = self.tenant.sign_in.close(self).await else {
            return Ok(false);
        };
        let mut request = self.spell(ApiRequest::new(Method::Post, "/logout"))?;
        request.headers = pass.headers.clone();
        let sending = Sending {
            repeatable: true,
            writes: true,
            envelope: Envelope::Data,
            secrets: &[&pass.secrets],
            lost: &Cell::new(false),
        };
        let unknown = |cause: &Error| evidence::unknown(cause, "the session was ended");
        match self.attempts(&mut request, sending).await {
            Ok(data) if evidence::is_acceptance(&data) => Ok(true),
            Ok(_) => {
                let message = "Workfront's response says nothing about it";
                let cause = Error::new(ErrorKind::UnexpectedResponse, message);
                Err(unknown(&cause))
            }
            // It had ended already.
            Err(error) if is_refusal(&error) && evidence::is_in_own_words(&error) => Ok(true),
            Err(error) if error.maybe_done => Err(unknown(&error)),
            Err(error) => Err(error),
        }
    }

    /// Sends a request, again where that can help and harms nothing, and gives the data of its answer. Errors don't
    /// repeat these secrets, whatever the answer says.
    pub(crate) async fn deliver(
        &self,
        mut request: Request,
        repeatable: bool,
        secrets: &[&[String]],
    ) -> Result<Json> {
        let lost = Cell::new(false);
        let sending = Sending {
            repeatable,
            writes: false,
            envelope: Envelope::Either,
            secrets,
            lost: &lost,
        };
        self.attempts(&mut request, sending).await
    }

    async fn attempts(&self, request: &mut Request, sending: Sending<'_>) -> Result<Json> {
        request.headers.push(("Accept", "application/json".into()));
        if let Some(payload) = &request.payload {
            let content_type = payload.content_type().into();
            request.headers.push(("Content-Type", content_type));
        }
        let timeout_ms = request.timeout_ms;
        let mut attempt = 1;
        let mut was_lost = false;
        loop {
            request.timeout_ms = timeout_ms;
            let mut error = match self.send_once(request, sending).await {
                Ok(data) => {
                    sending.lost.set(was_lost);
                    return Ok(data);
                }
                Err(error) => error,
            };
            error.after_loss = was_lost;
            error.maybe_done = sending.writes && (was_lost || error.maybe_done);
            was_lost = error.maybe_done;
            attempt += 1;
            let Some(wait) = self.wait_before(attempt, &error, sending.repeatable) else {
                let error = self.explain_wait(error, request.is_read());
                return Err(scrub(error, sending.secrets));
            };
            let slept = self.unless_cancelled(self.host.clock.sleep(wait)).await;
            slept.map_err(|error| after(was_lost, error))?;
        }
    }

    /// How long to wait before this attempt; nothing where there should be none.
    fn wait_before(&self, attempt: u32, error: &Error, repeatable: bool) -> Option<f64> {
        let policy = &self.tenant.policy;
        if attempt > policy.attempts || !may_help(error, repeatable) {
            return None;
        }
        let wait = policy.wait_before(attempt, error.retry_after_ms, self.host.random.next())?;
        self.left_ms()
            .is_none_or(|left| wait < left)
            .then_some(wait)
    }

    /// Says so where the server asks for a longer wait than the policy allows. That a write was refused doesn't follow
    /// from a 503.
    fn explain_wait(&self, mut error: Error, is_read: bool) -> Error {
        let policy = &self.tenant.policy;
        let Some(asked) = error.retry_after_ms.filter(|ms| policy.is_too_long(*ms)) else {
            return error;
        };
        match error.kind {
            ErrorKind::RateLimited => {}
            ErrorKind::Server if is_read && error.status == Some(503) => {
                error.kind = ErrorKind::RateLimited;
            }
            _ => return error,
        }
        error.with_hint(format!(
            "The server asks to wait {} s, longer than retry.maxMs allows: run this again then, or raise retry.maxMs.",
            (asked / 1_000.0).ceil() as u64
        ))
    }

    async fn send_once(&self, request: &mut Request, sending: Sending<'_>) -> Result<Json> {
        let permit = self.permit().await?;
        self.check_budget()?;
        // What all wait for and can't be sent again isn't cut short by one call's deadline.
        let may_be_cut = sending.repeatable || !request.shared;
        if let Some(left) = self.left_ms().filter(|_| may_be_cut) {
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
            Ok(mut response) => {
                // Before any of it is cut: a part of a secret isn't found any more.
                if let Body::Text(text) = &mut response.body {
                    scrub_text(text, sending.secrets);
                }
                let retry_after = response.retry_after.as_deref();
                let wait = retry_after.and_then(|text| retry_after_ms(text, self.now()));
                envelope::open(response, sending.envelope).map_err(|mut error| {
                    error.retry_after_ms = wait;
                    error
                })
            }
            Err(TransportError::Spent(reason)) => {
                self.is_spent.set(true);
                Err(spent(&reason))
            }
            Err(error) => Err(unanswered(error, request.is_read())),
        };
        let result = result.map_err(|mut error| {
            error.maybe_done = evidence::may_have_been_done(&error);
            error
        });
        match &result {
            Ok(_) => self.tenant.gate.succeeded(),
            Err(error) if error.kind == ErrorKind::RateLimited => self.tenant.gate.narrow(),
            Err(_) => {}
        }
        result
    }

    async fn permit(&self) -> Result<Option<Permit<'_>>> {
        self.check_cancelled()?;
        let gate = &self.tenant.gate;
        let mut permit = gate.try_enter();
        if permit.is_none() {
            let entered: Future<'_, ()> = Box::pin(async {
                permit = Some(gate.enter().await);
            });
            self.unless_cancelled(entered).await?;
        }
        Ok(permit)
    }

    /// Waits, unless the caller stops the call first.
    pub(crate) async fn unless_cancelled<T>(
        &self,
        wait: impl std::future::Future<Output = T>,
    ) -> Result<T> {
        let cancelled: Future<'_, ()> = self.host.cancel.cancelled();
        match select(wait, cancelled).await {
            Either::Left(value) => Ok(value),
            Either::Right(()) => Err(stopped()),
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
        if self.is_spent.get() {
            return Err(spent("see the errors before"));
        }
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
    pub(crate) fn left_ms(&self) -> Option<f64> {
        let deadline = self.tenant.policy.deadline_ms?;
        Some(self.started + deadline - self.now())
    }
}

/// An error, after an earlier transmission of the same write that may have been carried out.
fn after(was_lost: bool, mut error: Error) -> Error {
    error.after_loss |= was_lost;
    error.maybe_done |= was_lost;
    error
}

/// Whether Workfront refused the credential, and so did nothing. A redirect comes of a wrong address as well.
fn is_refusal(error: &Error) -> bool {
    error.kind == ErrorKind::Unauthorized && !matches!(error.status, Some(300..=399))
}

/// Whether sending again can help without harm: a refusal for want of capacity did nothing; anything else that
/// was lost on the way may have been done.
fn may_help(error: &Error, repeatable: bool) -> bool {
    match error.kind {
        // A gateway's words say nothing of what is behind it.
        ErrorKind::RateLimited => repeatable || !error.maybe_done,
        // It would come again.
        ErrorKind::Network if error.names(MAX_RESPONSE_BYTES) => false,
        ErrorKind::Network | ErrorKind::Timeout => repeatable,
        // A gateway's words for "not now"; 500 is Workfront's own failure, which comes again.
        ErrorKind::Server => repeatable && matches!(error.status, Some(502..=504)),
        // An answer that was cut off on the way.
        ErrorKind::UnexpectedResponse => repeatable && error.retryable,
        _ => false,
    }
}

fn unanswered(error: TransportError, is_read: bool) -> Error {
    match error {
        TransportError::TooLarge(reason) => too_large(reason, is_read),
        TransportError::Spent(reason) => spent(&reason),
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

/// A write whose response is too large may have been done: that response counts as lost.
fn too_large(reason: String, is_read: bool) -> Error {
    let (kind, hint) = if is_read {
        (
            ErrorKind::UnexpectedResponse,
            "Ask for fewer fields, or for fewer objects with limit, or raise maxResponseBytes.",
        )
    } else {
        (
            ErrorKind::Network,
            "It may have been done: look first. Then ask for fewer fields or objects, or raise maxResponseBytes.",
        )
    };
    Error::new(kind, reason)
        .with_field(MAX_RESPONSE_BYTES)
        .with_hint(hint)
}

const MAX_RESPONSE_BYTES: &str = "maxResponseBytes";

fn stopped() -> Error {
    Error::new(ErrorKind::Cancelled, "The call was stopped by its caller")
}

/// The runtime allows the program no more requests.
fn spent(reason: &str) -> Error {
    let message = format!(
        "The run was stopped: the runtime allows no more requests in this invocation ({reason})"
    );
    Error::new(ErrorKind::Budget, message).with_hint("This request was not sent. Run again what is left to do in another invocation, with fewer items in each, or raise the platform's limit.")
}

fn used_up(what: &str, option: &str) -> Error {
    let message = format!("The run was stopped: it has used up its {what} ({option})");
    let hint = format!("Nothing more was sent. Raise {option}, or run again what is left to do.");
    Error::new(ErrorKind::Budget, message).with_hint(hint)
}
