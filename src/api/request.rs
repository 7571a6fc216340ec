use super::query::Query;
use super::{ApiVersion, Id};
use crate::transport::{Method, Payload};

/// Longer URIs die at Workfront's CDN (8,892 bytes; facts, section 1.4); reads past this length go out as POST.
pub const MAX_URI_BYTES: usize = 8_000;

/// A request to one tenant, not yet bound to its host: what [`crate::api::Client`] sends.
#[derive(Clone, Debug)]
pub struct ApiRequest {
    /// The method.
    pub method: Method,
    /// The path behind the version, such as `/user/search`.
    pub path: String,
    /// The parameters.
    pub query: Query,
    /// The body.
    pub payload: Option<Payload>,
    /// Whether it may be sent again when its answer was lost: once or twice is the same.
    pub repeatable: bool,
}

impl ApiRequest {
    /// A request without parameters or body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let repeatable = method != Method::Post;
        ApiRequest {
            repeatable,
            method,
            path: path.into(),
            query: Query::new(),
            payload: None,
        }
    }

    /// A request to one object, such as `/user/<ID>`.
    pub fn to_object(method: Method, object: &str, id: &Id) -> Self {
        ApiRequest::new(method, format!("/{object}/{id}"))
    }

    /// The same request, which may be sent again when its answer was lost, or may not.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// The same request with these parameters.
    #[must_use]
    pub fn with_query(mut self, query: Query) -> Self {
        self.query = query;
        self
    }

    /// The same request, asking for these fields.
    #[must_use]
    pub fn with_fields<S: AsRef<str>>(mut self, fields: &[S]) -> Self {
        self.query.add_fields(fields);
        self
    }

    /// The same request with this body.
    #[must_use]
    pub fn with_payload(mut self, payload: Payload) -> Self {
        self.payload = Some(payload);
        self
    }

    /// The method, the URL and the body as they go out. A read whose URI is too long becomes a POST with a form
    /// that names the method it stands for.
    pub fn spell(self, base_url: &str, version: ApiVersion) -> (Method, String, Option<Payload>) {
        let url = format!("{base_url}/attask/api/{version}{}", self.path);
        let query = self.query.as_str();
        if self.method == Method::Get && url.len() + 1 + query.len() > MAX_URI_BYTES {
            return (
                Method::Post,
                url,
                Some(Payload::Form(format!("method=GET&{query}"))),
            );
        }
        let url = if query.is_empty() {
            url
        } else {
            format!("{url}?{query}")
        };
        (self.method, url, self.payload)
    }
}
