use crate::error::{Error, ErrorKind, Result};
use crate::json::{Json, UNWRITABLE};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use strum::{IntoStaticStr, VariantArray};

/// An HTTP method.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or tunnels another method.
    Post,
    /// Updates the fields that are sent.
    Put,
    /// Deletes.
    Delete,
}

impl Method {
    /// The method's name, such as `GET`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The body of a request.
#[derive(Clone, Debug)]
pub enum Payload {
    /// `application/json`, not serialized yet.
    Json(Json),
    /// `application/json` as a string of the host, which isn't copied through WebAssembly memory.
    JsonText(Json),
    /// `application/x-www-form-urlencoded`, serialized.
    Form(String),
}

impl Payload {
    /// The value of `Content-Type`.
    pub fn content_type(&self) -> &'static str {
        match self {
            Payload::Json(_) | Payload::JsonText(_) => "application/json",
            Payload::Form(_) => "application/x-www-form-urlencoded",
        }
    }

    /// The serialized body.
    pub fn to_text(&self) -> String {
        match self {
            Payload::Json(json) => json.to_json_string(),
            Payload::JsonText(text) => text.as_str().unwrap_or_default(),
            Payload::Form(form) => form.clone(),
        }
    }

    /// Serializes the body. Later changes of the caller's value don't affect a request that waits or is sent again.
    ///
    /// # Errors
    /// Kind `validation`: the value can't be serialized as JSON.
    pub(crate) fn serialize(self) -> Result<Self> {
        let Payload::Json(json) = self else {
            return Ok(self);
        };
        match json.to_host_string() {
            Some(text) => Ok(Payload::JsonText(text)),
            None => {
                let message = format!("The request body {UNWRITABLE}");
                Err(Error::new(ErrorKind::Validation, message)
                    .with_hint("The request was not sent."))
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
    /// The absolute URL. It never contains a credential.
    pub url: String,
    /// The headers, including the credential.
    pub headers: Vec<Header>,
    /// The body.
    pub payload: Option<Payload>,
    /// How long to wait for the complete response, in milliseconds; 0 for no limit.
    pub timeout_ms: f64,
    /// Whether the body of a successful response is wanted as [`Body::Unparsed`]. A transport may parse it nevertheless.
    pub as_text: bool,
    /// Whether several calls wait for the response: cancelling the call that started the request must not stop it.
    pub shared: bool,
}

impl Request {
    /// Whether the request only reads, including a read that is tunnelled through POST.
    pub(crate) fn is_read(&self) -> bool {
        match &self.payload {
            Some(Payload::Form(form)) => form.starts_with(TUNNELLED_READ),
            _ => self.method == Method::Get,
        }
    }
}

/// The beginning of the form that tunnels a read whose URI would be too long.
pub(crate) const TUNNELLED_READ: &str = "method=GET&";

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header values and bodies may contain secrets.
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// The body of a response, parsed by the host if it is JSON.
#[derive(Clone, Debug)]
pub enum Body {
    /// No bytes.
    Empty,
    /// JSON.
    Json(Json),
    /// JSON or anything else, complete, because the request asked for text.
    Unparsed(String),
    /// Anything else, such as an HTML page or truncated JSON. The beginning is enough.
    Text(String),
}

impl Body {
    /// Parses a text. A text that isn't JSON is cut to 2,000 characters.
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

/// An HTTP response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`, unparsed.
    pub retry_after: Option<String>,
    /// The header `Location`, unparsed.
    pub location: Option<String>,
    /// The body.
    pub body: Body,
}
