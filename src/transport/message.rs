use crate::error::{Error, ErrorKind, Result};
use crate::json::{Json, UNWRITABLE};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use strum::{IntoStaticStr, VariantArray};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[derive(IntoStaticStr, VariantArray)]
#[strum(serialize_all = "UPPERCASE")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or carries a tunnelled request.
    Post,
    /// Updates what is sent, leaves the rest.
    Put,
    /// Deletes.
    Delete,
}

impl Method {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What a request carries.
#[derive(Clone, Debug)]
pub enum Payload {
    /// `application/json`, not spelt yet.
    Json(Json),
    /// `application/json` as text of the host's, which needn't be copied through wasm memory.
    JsonText(Json),
    /// `application/x-www-form-urlencoded`, spelt already.
    Form(String),
}

impl Payload {
    /// The media type to send.
    pub fn content_type(&self) -> &'static str {
        match self {
            Payload::Json(_) | Payload::JsonText(_) => "application/json",
            Payload::Form(_) => "application/x-www-form-urlencoded",
        }
    }

    /// The bytes to send, as text.
    pub fn to_text(&self) -> String {
        match self {
            Payload::Json(json) => json.to_json_string(),
            Payload::JsonText(text) => text.as_str().unwrap_or_default(),
            Payload::Form(form) => form.clone(),
        }
    }

    /// The same, spelt: what the caller does to a value later, while the request waits for its turn or is sent again,
    /// changes it no more.
    ///
    /// # Errors
    /// Kind `validation`: the value can't be written as JSON.
    pub(crate) fn spelt(self) -> Result<Self> {
        let Payload::Json(json) = self else {
            return Ok(self);
        };
        match json.to_host_string() {
            Some(text) => Ok(Payload::JsonText(text)),
            None => {
                let message = format!("What is to be sent {UNWRITABLE}");
                Err(Error::new(ErrorKind::Validation, message).with_hint("Nothing was sent of it."))
            }
        }
    }
}

/// A header: its name and its value.
pub type Header = (&'static str, Cow<'static, str>);

/// An HTTP request.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The absolute URL. It never holds a credential.
    pub url: String,
    /// The headers, credential included.
    pub headers: Vec<Header>,
    /// The body.
    pub payload: Option<Payload>,
    /// How long to wait for the whole answer, in milliseconds; 0 for as long as it takes.
    pub timeout_ms: f64,
    /// Whether several calls wait for it: then it doesn't stop with the call that began it.
    pub shared: bool,
}

impl Request {
    /// Whether it changes nothing; also a read that goes out as POST.
    pub(crate) fn is_read(&self) -> bool {
        match &self.payload {
            Some(Payload::Form(form)) => form.starts_with(TUNNELLED_READ),
            _ => self.method == Method::Get,
        }
    }
}

/// How the form begins that carries a read whose URI would be too long.
pub(crate) const TUNNELLED_READ: &str = "method=GET&";

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values and bodies may be secrets.
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// The body of an answer, parsed by the host where it is JSON.
#[derive(Clone, Debug)]
pub enum Body {
    /// No bytes.
    Empty,
    /// JSON.
    Json(Json),
    /// Anything else: an HTML page, a cut-off answer. Only the beginning need be here.
    Text(String),
}

impl Body {
    /// The body that this text is.
    pub fn from_text(text: &str) -> Self {
        if text.trim().is_empty() {
            return Body::Empty;
        }
        Json::parse(text).map_or_else(
            || Body::Text(text.chars().take(2_000).collect()),
            Body::Json,
        )
    }
}

/// An HTTP answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// `Retry-After`, as it was sent.
    pub retry_after: Option<String>,
    /// `Location`, as it was sent.
    pub location: Option<String>,
    /// The body.
    pub body: Body,
}
