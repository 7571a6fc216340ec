//! One HTTP request in, one HTTP response out.

use std::fmt;

use serde_json::{Value, json};

use crate::encoding::escape_json;
use crate::error::ApiError;

/// An HTTP request, and when it arrived by the sandbox's clock.
#[derive(Clone)]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// The whole URL, or the path with its query.
    pub url: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes; empty if there is no body.
    pub body: Vec<u8>,
    /// When it arrived, in milliseconds since 1970 (UTC).
    pub now_ms: f64,
}

impl Request {
    /// The value of a header. Names are compared without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The URL from its path on.
    pub fn target(&self) -> &str {
        match self.url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
            None => &self.url,
        }
    }

    /// The path and the query, without a fragment.
    pub fn path_and_query(&self) -> (&str, &str) {
        let target = self.target();
        let target = target.split_once('#').map_or(target, |(target, _)| target);
        target.split_once('?').unwrap_or((target, ""))
    }
}

impl fmt::Debug for Request {
    /// Leaves out headers and body, which hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)
    }
}

/// An HTTP response.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// How long after the request's arrival the response is sent, in milliseconds.
    pub delay_ms: f64,
    /// Whether the connection is closed without a response.
    pub dropped: bool,
}

impl Response {
    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// A response with a JSON body.
    pub fn json(status: u16, value: &Value) -> Self {
        let content_type = "application/json;charset=UTF-8";
        Self {
            headers: vec![("Content-Type".into(), content_type.into())],
            body: escape_json(value),
            ..Self::empty(status)
        }
    }

    /// A response with an error of the API.
    pub fn error(status: u16, error: &ApiError) -> Self {
        Self::json(status, &json!({"error": error.to_json()}))
    }
}
