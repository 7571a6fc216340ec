//! What a fault does to a call.

use serde::Deserialize;
use serde_json::json;

use crate::error::ApiError;
use crate::http::Reply;
use crate::text::json_reply;

/// What a fault does to a call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Effect {
    /// The connection closes and nothing is done.
    DropBeforeCommit {},
    /// Everything is done, then the connection closes.
    DropAfterCommit {},
    /// The answer takes longer.
    Slow {
        /// How much longer, in milliseconds.
        ms: f64,
    },
    /// Nothing is done; the API answers an error.
    #[serde(rename_all = "camelCase")]
    Status {
        /// The status.
        status: u16,
        /// A `Retry-After` header, which Workfront itself does not send (docs/workfront-facts.md#retry-after).
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// Nothing is done; a CDN in front answers a page (docs/workfront-facts.md#error-bodies).
    Html {
        /// The status.
        status: u16,
    },
    /// Everything is done, but the connection closes in the middle of the answer.
    Truncated {},
    /// Everything is done, but the answer has no body (docs/workfront-facts.md#error-bodies).
    Empty {},
    /// Nothing is done; an error comes with status 200 (docs/workfront-facts.md#error-bodies).
    #[serde(rename = "errorInside200")]
    ErrorInside200 {
        /// The message.
        message: String,
    },
    /// Nothing is done; the error is a bare string (docs/workfront-facts.md#error-bodies).
    BareString {
        /// The string.
        message: String,
    },
}

impl Effect {
    /// The answer that is given without handling the call.
    pub fn before(&self) -> Option<Reply> {
        match self {
            Self::DropBeforeCommit {} => Some(dropped(0.0)),
            Self::Status {
                status,
                retry_after,
            } => Some(error(*status, retry_after.as_deref())),
            Self::Html { status } => Some(page(*status)),
            Self::ErrorInside200 { message } => {
                let error = ApiError::unexpected(message.as_str());
                Some(json_reply(200, &json!({"error": error.to_json()})))
            }
            Self::BareString { message } => {
                let error = ApiError::bad_uri(message.as_str());
                Some(json_reply(error.status, &json!({"error": error.to_json()})))
            }
            Self::DropAfterCommit {} | Self::Slow { .. } | Self::Truncated {} | Self::Empty {} => {
                None
            }
        }
    }

    /// What becomes of the answer of a call that was handled.
    pub fn after(&self, mut reply: Reply) -> Reply {
        match self {
            Self::DropAfterCommit {} => dropped(reply.delay_ms),
            // The promised length tells a carrier that the rest is missing.
            Self::Truncated {} => {
                let length = reply.body.len();
                promise(&mut reply, length);
                reply.body.truncate(reply.body.len() / 2);
                reply
            }
            Self::Empty {} => {
                promise(&mut reply, 0);
                reply.body.clear();
                reply
            }
            _ => reply,
        }
    }

    /// How much longer the answer takes, in milliseconds.
    pub fn delay_ms(&self) -> f64 {
        match self {
            Self::Slow { ms } => ms.max(0.0),
            _ => 0.0,
        }
    }
}

fn dropped(delay_ms: f64) -> Reply {
    Reply {
        dropped: true,
        delay_ms,
        ..Reply::default()
    }
}

fn promise(reply: &mut Reply, length: usize) {
    reply
        .headers
        .retain(|(name, _)| !name.eq_ignore_ascii_case("content-length"));
    reply
        .headers
        .push(("Content-Length".into(), length.to_string()));
}

fn error(status: u16, retry_after: Option<&str>) -> Reply {
    let error = match status {
        401 => ApiError::authentication("You are not currently logged in."),
        403 => ApiError::forbidden("You do not have permission to do this."),
        404 => ApiError::not_found("The object does not exist."),
        410 => ApiError::gone("API version is not supported"),
        422 => ApiError::invalid("The request is not valid."),
        429 => ApiError::too_many(),
        _ => ApiError::unexpected("An unexpected error has occurred."),
    };
    let mut reply = json_reply(status, &json!({"error": error.to_json()}));
    if let Some(retry_after) = retry_after {
        reply
            .headers
            .push(("Retry-After".into(), retry_after.into()));
    }
    reply
}

/// A page as CDNs make them; its reference is made up.
fn page(status: u16) -> Reply {
    let title = match status {
        403 => "Access Denied",
        504 => "Gateway Timeout - In read",
        503 => "Service Unavailable",
        502 => "Bad Gateway",
        _ => "An error occurred while processing your request.",
    };
    let body = format!(
        "<HTML><HEAD>\n<TITLE>{title}</TITLE>\n</HEAD><BODY>\n<H1>{title}</H1>\n\
         Reference&#32;&#35;97&#46;5f3c1602&#46;1785000000&#46;1d2e3f4\n</BODY>\n</HTML>\n"
    );
    let headers = vec![("Content-Type".into(), "text/html".into())];
    Reply {
        status,
        headers,
        body: body.into_bytes(),
        ..Reply::default()
    }
}
