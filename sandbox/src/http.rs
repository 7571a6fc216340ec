//! What goes in and what comes out: one HTTP request, one HTTP answer, and when.

use std::fmt;

/// An HTTP request, at a moment of the sandbox's clock.
#[derive(Clone)]
pub struct Request {
    /// The method, in capitals.
    pub method: String,
    /// The whole URL, or the path with its query.
    pub url: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes; empty without one.
    pub body: Vec<u8>,
    /// When it arrives, in milliseconds since 1970 (UTC).
    pub now_ms: f64,
}

impl Request {
    /// The value of a header, whose name is compared without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Request {
    /// Without headers and body, which hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)
    }
}

/// An HTTP answer.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// How long after the request's arrival the answer goes out, in milliseconds.
    pub delay_ms: f64,
    /// Whether the connection closes without an answer.
    pub dropped: bool,
}
