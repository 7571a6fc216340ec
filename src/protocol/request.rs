use super::filter::{self, Selection};
use super::query::Query;
use super::sort::{self, SortKey};
use crate::error::Result;
use crate::input::OneOrMany;
use crate::model::{ApiVersion, Id};
use crate::transport::{Method, Payload, TUNNELLED_READ};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// The longest URI that is sent. Workfront's CDN rejects URIs over 8,892 bytes (docs/workfront-facts.md#uri-length). A
/// longer read is sent as POST.
pub const MAX_URI_BYTES: usize = 8_000;

/// The service on a tenant's host that has a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The objects; their paths name the API version.
    Objects,
    /// Event subscriptions (docs/workfront-facts.md#event-subscriptions), which have a version of their own.
    Events,
}

/// A request to one tenant, not yet bound to its host: what [`crate::client::Client`] sends.
///
/// A pointer wide: it is passed by value while it is built, and each future that sends one keeps it.
#[derive(Clone)]
pub struct ApiRequest(Box<Parts>);

/// The parts of a request.
#[derive(Clone)]
#[allow(missing_debug_implementations)] // It may hold secrets: `ApiRequest` has a `Debug` without them.
pub struct Parts {
    /// The service.
    pub service: Service,
    /// The method.
    pub method: Method,
    /// The path after the service's own, such as `/user/search`.
    pub path: String,
    /// The parameters.
    pub query: Query,
    /// The body.
    pub payload: Option<Payload>,
    /// Whether it may be sent again after a lost response: it is idempotent.
    pub repeatable: bool,
    /// Whether it changes something.
    pub writes: bool,
    /// Secret strings in it; redacted in errors and `Debug`.
    pub secrets: Vec<String>,
}

impl ApiRequest {
    /// A request without parameters or body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let repeatable = method != Method::Post;
        ApiRequest(Box::new(Parts {
            service: Service::Objects,
            repeatable,
            writes: method != Method::Get,
            method,
            path: path.into(),
            query: Query::new(),
            payload: None,
            secrets: Vec::new(),
        }))
    }

    /// A request about event subscriptions; `path` follows `/subscriptions`.
    pub fn to_events(method: Method, path: impl Into<String>) -> Self {
        let mut request = ApiRequest::new(method, path);
        request.service = Service::Events;
        request
    }

    /// A search for objects of one type.
    ///
    /// # Errors
    /// One query can't express the conditions.
    pub fn search(
        object: &str,
        selection: Selection<'_>,
        fields: &[&str],
        order: Option<&OneOrMany<SortKey>>,
    ) -> Result<Self> {
        let path = format!("/{object}/search");
        let mut request = ApiRequest::new(Method::Get, path);
        filter::add_to(&mut request.query, selection)?;
        request.query.add_fields(fields);
        sort::add_to(&mut request.query, order);
        Ok(request)
    }

    /// A request to one object, such as `/user/<ID>`.
    pub fn to_object(method: Method, object: &str, id: &Id) -> Self {
        ApiRequest::new(method, format!("/{object}/{}", id.as_str()))
    }

    /// Sets whether it may be sent again after a lost response.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// Whether it changes something; by default, if it isn't a GET.
    pub fn is_write(&self) -> bool {
        self.writes
    }

    /// Sets whether it changes something.
    #[must_use]
    pub fn writing(mut self, writes: bool) -> Self {
        self.writes = writes;
        self
    }

    /// Sets the parameters.
    #[must_use]
    pub fn with_query(mut self, query: Query) -> Self {
        self.query = query;
        self
    }

    /// Requests these fields.
    #[must_use]
    pub fn with_fields<S: AsRef<str>>(mut self, fields: &[S]) -> Self {
        self.query.add_fields(fields);
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn with_payload(mut self, payload: Payload) -> Self {
        self.payload = Some(payload);
        self
    }

    /// The method, the URL and the body to send. A read whose URI is too long becomes a POST with a form that names the
    /// method GET.
    pub fn build(self, base_url: &str, version: ApiVersion) -> (Method, String, Option<Payload>) {
        let (root, version) = match self.service {
            Service::Objects => ("/attask/api/", version.to_text()),
            Service::Events => (
                "/attask/eventsubscription/api/v1/subscriptions",
                String::new(),
            ),
        };
        let query = self.query.as_str();
        let mark = if query.is_empty() { "" } else { "?" };
        let url = [base_url, root, &version, &self.path, mark, query];
        let length: usize = url.iter().map(|part| part.len()).sum();
        if self.method == Method::Get && length > MAX_URI_BYTES {
            return (
                Method::Post,
                url[..4].concat(),
                Some(Payload::Form(format!("{TUNNELLED_READ}{query}"))),
            );
        }
        (self.method, url.concat(), self.0.payload)
    }
}

impl Deref for ApiRequest {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for ApiRequest {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl fmt::Debug for ApiRequest {
    /// Without query and body, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.path)
    }
}
