//! Reads every shape of response (docs/workfront-facts.md#responses) into data or one typed error.

use super::refused_field;
use crate::error::{Error, ErrorKind, Result};
use crate::json::{Json, Kind};
use crate::transport::{Body, Response};

/// The envelope around the data of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// `{"data": …}`, for objects. Only `{"count": 3}` is accepted without it.
    Data,
    /// No envelope: event subscriptions.
    None,
    /// With or without `data`: token services and `/login`.
    Either,
}

/// The data of a response, or its error.
///
/// # Errors
/// Workfront's error in any shape: an `error` object or string (also with HTTP 200), that of the token service, an HTML page,
/// an empty or truncated body, and JSON that isn't a response of Workfront.
pub fn parse_response(response: Response, envelope: Envelope) -> Result<Json> {
    let status = response.status;
    let error = match &response.body {
        // A response with both data and an error: neither is used.
        Body::Json(json) if is_success(status) && is_contradictory(json) => {
            no_data(status, "the response has both data and an error")
        }
        Body::Json(json) => match error_in(json, status) {
            None if is_success(status) => return data_of(json, status, envelope),
            None => from_status(status, "gave no reason"),
            Some(error) => error,
        },
        // A creation whose response has only a Location header (docs/workfront-facts.md#creating-a-subscription).
        Body::Empty if status == 201 && envelope == Envelope::None => {
            let location = response.location.as_deref().unwrap_or_default();
            return Ok(Json::object_of(&[("location", location.into())]));
        }
        Body::Empty if matches!(status, 200 | 204) && envelope == Envelope::None => {
            return Ok(Json::null());
        }
        Body::Empty if is_success(status) => no_data(status, "the response was empty"),
        Body::Empty => from_status(status, "the response was empty"),
        Body::Text(text) | Body::Unparsed(text) => from_text(status, text),
    };
    Err(error)
}

/// The error in an item of a batch's response, if it has one.
pub fn error_of_item(item: &Json) -> Option<Error> {
    error_in(item, 200)
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn is_contradictory(json: &Json) -> bool {
    let has = |name: &str| json.get_non_null(name).is_some();
    has("error") && (has("data") || has("id") || has("ID"))
}

/// The data without its envelope.
fn data_of(json: &Json, status: u16, envelope: Envelope) -> Result<Json> {
    match (json.kind(), envelope) {
        (Kind::Object, Envelope::Data) if json.has("data") => Ok(json.get_or_null("data")),
        // A count without the envelope, as in the documentation (docs/workfront-facts.md#counts).
        (Kind::Object, Envelope::Data) if json.get_f64("count").is_some() => Ok(json.clone()),
        (Kind::Object, Envelope::Either) => Ok(json.get("data").unwrap_or_else(|| json.clone())),
        (Kind::Object | Kind::Array, Envelope::None) => Ok(json.clone()),
        _ => Err(no_data(status, "the JSON is not a response of Workfront")),
    }
}

/// A success without data is treated as a lost response.
fn no_data(status: u16, reason: &str) -> Error {
    let message = format!("Workfront returned HTTP {status}, and {reason}");
    let mut error = error_with_status(status, ErrorKind::UnexpectedResponse, message);
    error.retryable = true;
    error
}

fn error_in(json: &Json, status: u16) -> Option<Error> {
    let error = json.get_non_null("error")?;
    Some(match error.kind() {
        // {"error":{"class":…,"message":…,"msgKey":…}}: shapes A, B and C
        Kind::Object => {
            let class = error.get_str("class");
            error_from_body(
                status,
                class,
                error.get_str("message"),
                error.get_str("msgKey"),
            )
        }
        // {"error":"…"}: shape D; with error_description: OAuth's own
        Kind::String => {
            let code = error.as_str().unwrap_or_default();
            let message = match json.get_str("error_description") {
                Some(text) => format!("{text} ({code})"),
                None => code,
            };
            error_from_body(status, None, Some(message), None)
        }
        // {"statusCode":401,"error":true,"type":…,"message":…}: the token service, shape E
        Kind::Boolean if error.as_bool() == Some(true) => {
            let code = json.get_f64("statusCode");
            let status = code.map_or(status, |code| code as u16);
            error_from_body(status, json.get_str("type"), json.get_str("message"), None)
        }
        _ => return None,
    })
}

fn error_from_body(
    status: u16,
    class: Option<String>,
    message: Option<String>,
    msg_key: Option<String>,
) -> Error {
    let kind = kind_of(
        status,
        class.as_deref().unwrap_or_default(),
        message.as_deref().unwrap_or_default(),
    );
    let text = match message.as_ref().or(class.as_ref()) {
        Some(text) => format!("Workfront says: {text}"),
        None => format!("Workfront returned an error without a reason (HTTP {status})"),
    };
    let error = error_with_status(status, kind, text);
    refused_field::explained(error.with_workfront(class, message, msg_key))
}

/// An error that came with a response.
fn error_with_status(status: u16, kind: ErrorKind, message: String) -> Error {
    let mut error = Error::new(kind, message);
    error.status = Some(status);
    error
}

/// Whether a message is about the call rather than about an object.
fn is_about_call(message: &str) -> bool {
    const CALL_WORDS: &[&str] = &[
        "endpoint",
        "uri",
        "url",
        "path",
        "version",
        "action",
        "object type",
        "parameter",
        "method",
    ];
    let message = message.to_ascii_lowercase();
    CALL_WORDS.iter().any(|word| message.contains(word))
}

/// The kind of an error, by its status and, where the status is too general, by Workfront's class and message: errors come
/// with HTTP 200 too, and duplicates, expired sessions and missing objects don't always have a status of their own.
fn kind_of(status: u16, class: &str, message: &str) -> ErrorKind {
    let text = format!("{class}\n{message}").to_ascii_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if status == 429 || says(&["too many concurrent"]) {
        ErrorKind::RateLimited
    } else if status != 403
        && says(&[
            "authenticationexception",
            "not currently logged in",
            "invalid session",
        ])
    {
        ErrorKind::Unauthorized
    } else if matches!(status, 200..=299 | 400 | 422)
        && says(&[
            "duplicate",
            "already exists",
            "already in use",
            "must be unique",
        ])
    {
        ErrorKind::Conflict
    } else if matches!(status, 404 | 410) && (message.is_empty() || is_about_call(message)) {
        // The path, not an object, doesn't exist.
        ErrorKind::Validation
    } else if !is_success(status) {
        ErrorKind::of_status(status)
    } else if says(&["notfound", "not found"]) {
        ErrorKind::NotFound
    } else if says(&[
        "security",
        "permission",
        "privilege",
        "not have sufficient",
        "access denied",
    ]) {
        ErrorKind::Forbidden
    } else {
        // An unknown error with HTTP 200: Workfront refused the input.
        ErrorKind::Validation
    }
}

fn from_status(status: u16, reason: &str) -> Error {
    let message = format!("Workfront returned HTTP {status}, and {reason}");
    if !(300..400).contains(&status) {
        return error_with_status(status, bare_kind(status), message);
    }
    error_with_status(status, ErrorKind::Unauthorized, message)
        .with_hint("Redirects, such as to a sign-in page, are not followed: check the address and the credential.")
}

/// The kind of a status without Workfront's message. Only a message shows that an object is missing.
fn bare_kind(status: u16) -> ErrorKind {
    match ErrorKind::of_status(status) {
        ErrorKind::NotFound => ErrorKind::UnexpectedResponse,
        kind => kind,
    }
}

/// A body that isn't JSON: the page of a CDN or proxy, a sign-in page, or a truncated response.
fn from_text(status: u16, text: &str) -> Error {
    let is_page = text.trim().starts_with('<');
    let what = if is_page {
        "a web page instead of JSON"
    } else {
        "a body that isn't JSON"
    };
    let kind = if status < 400 {
        ErrorKind::UnexpectedResponse
    } else {
        bare_kind(status)
    };
    let message = format!(
        "Workfront returned HTTP {status} with {what}{}",
        title_of(text)
    );
    let mut error = error_with_status(status, kind, message);
    // A truncated response may be complete next time, unlike a page.
    error.retryable |= !is_page && is_success(status);
    error
}

/// The title of an HTML page, for the message.
fn title_of(text: &str) -> String {
    let title = text
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    let Some((title, _)) = title else {
        return String::new();
    };
    let mut shown = String::new();
    for letter in title.trim().chars().take(80) {
        shown.push(letter);
    }
    format!(" (\"{shown}\")")
}
