//! The effects of faults.

use serde::Deserialize;

use crate::error::ApiError;
use crate::http::Response;

/// The effect of a fault on a request.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Effect {
    /// The connection is closed before the request is handled.
    DropBeforeCommit {},
    /// The request is handled, then the connection is closed.
    DropAfterCommit {},
    /// The response is delayed.
    Slow {
        /// The additional delay, in milliseconds.
        ms: f64,
    },
    /// The request is not handled. The API responds with an error.
    #[serde(rename_all = "camelCase")]
    Status {
        /// The status.
        status: u16,
        /// A `Retry-After` header, which Workfront itself does not send (docs/workfront-facts.md#retry-after).
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// The request is not handled. A CDN responds with an HTML page (docs/workfront-facts.md#error-bodies).
    Html {
        /// The status.
        status: u16,
    },
    /// The request is handled. The connection is closed in the middle of the response body.
    Truncated {},
    /// The request is handled, but the response has no body (docs/workfront-facts.md#error-bodies).
    Empty {},
    /// The request is not handled. An error is sent with status 200 (docs/workfront-facts.md#error-bodies).
    #[serde(rename = "errorInside200")]
    ErrorInside200 {
        /// The message.
        message: String,
    },
    /// The request is not handled. The error is a bare string (docs/workfront-facts.md#error-bodies).
    BareString {
        /// The string.
        message: String,
    },
}

impl Effect {
    /// The response that replaces the handling of the request, if any.
    pub fn before(&self) -> Option<Response> {
        match self {
            Self::DropBeforeCommit {} => Some(dropped(0.0)),
            Self::Status {
                status,
                retry_after,
            } => Some(error(*status, retry_after.as_deref())),
            Self::Html { status } => Some(html_page(*status)),
            Self::ErrorInside200 { message } => {
                let error = ApiError::unexpected(message.as_str());
                Some(Response::error(200, &error))
            }
            Self::BareString { message } => {
                let error = ApiError::bad_uri(message.as_str());
                Some(Response::error(error.status, &error))
            }
            Self::DropAfterCommit {} | Self::Slow { .. } | Self::Truncated {} | Self::Empty {} => {
                None
            }
        }
    }

    /// Changes the response of a request that was handled.
    pub fn after(&self, mut response: Response) -> Response {
        match self {
            Self::DropAfterCommit {} => dropped(response.delay_ms),
            // `Content-Length` is larger than the body, so the host can see that it is truncated.
            Self::Truncated {} => {
                let length = response.body.len();
                set_content_length(&mut response, length);
                response.body.truncate(response.body.len() / 2);
                response
            }
            Self::Empty {} => {
                set_content_length(&mut response, 0);
                response.body.clear();
                response
            }
            _ => response,
        }
    }

    /// The additional delay of the response, in milliseconds.
    pub fn delay_ms(&self) -> f64 {
        match self {
            Self::Slow { ms } => ms.max(0.0),
            _ => 0.0,
        }
    }
}

fn dropped(delay_ms: f64) -> Response {
    Response {
        dropped: true,
        delay_ms,
        ..Response::default()
    }
}

fn set_content_length(response: &mut Response, length: usize) {
    response
        .headers
        .retain(|(name, _)| !name.eq_ignore_ascii_case("content-length"));
    response
        .headers
        .push(("Content-Length".into(), length.to_string()));
}

fn error(status: u16, retry_after: Option<&str>) -> Response {
    let error = match status {
        401 => ApiError::authentication("You are not currently logged in."),
        403 => ApiError::forbidden("You do not have permission to do this."),
        404 => ApiError::not_found("The object does not exist."),
        410 => ApiError::gone("API version is not supported"),
        422 => ApiError::invalid("The request is not valid."),
        429 => ApiError::too_many(),
        _ => ApiError::unexpected("An unexpected error has occurred."),
    };
    let mut response = Response::error(status, &error);
    if let Some(retry_after) = retry_after {
        response
            .headers
            .push(("Retry-After".into(), retry_after.into()));
    }
    response
}

/// An HTML page like those of CDNs. Its reference number is invented.
fn html_page(status: u16) -> Response {
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
    Response {
        status,
        headers,
        body: body.into_bytes(),
        ..Response::default()
    }
}
