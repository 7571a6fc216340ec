//! Every shape of answer that Workfront gives (docs/workfront-facts.md#responses), read into data or one typed error.

use crate::error::{Error, ErrorKind, Result};
use crate::json::{Json, Kind};
use crate::transport::{Body, Response};

/// In what the data of a response stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// `{"data": …}`, as Workfront's objects have it; only `{"count": 3}` is read without it.
    Data,
    /// None: event subscriptions.
    None,
    /// With or without: token services, of which `/login` is one of Workfront's objects.
    Either,
}

/// The data of a response, or the error that it is.
///
/// # Errors
/// What Workfront says, in whichever shape: an `error` object or string (also inside HTTP 200), the token service's own
/// shape, an HTML page, an empty or cut-off body, and JSON that is no response of Workfront's.
pub fn parse_response(response: Response, envelope: Envelope) -> Result<Json> {
    let status = response.status;
    let error = match &response.body {
        // Both good and bad: neither counts.
        Body::Json(json) if is_success(status) && is_contradictory(json) => {
            no_data(status, "the response holds both data and an error")
        }
        Body::Json(json) => match error_in(json, status) {
            None if is_success(status) => return data_of(json, status, envelope),
            None => from_status(status, "Workfront gave no reason"),
            Some(error) => error,
        },
        // What says only where it made something (docs/workfront-facts.md#creating-a-subscription).
        Body::Empty if status == 201 && envelope == Envelope::None => {
            let location = response.location.as_deref().unwrap_or_default();
            return Ok(Json::object_of(&[("location", location.into())]));
        }
        Body::Empty if matches!(status, 200 | 204) && envelope == Envelope::None => {
            return Ok(Json::null());
        }
        Body::Empty if is_success(status) => no_data(status, "the response was empty"),
        Body::Empty => from_status(status, "the answer was empty"),
        Body::Text(text) => from_text(status, text),
    };
    Err(error)
}

/// The error that an item of a batch's answer holds, if it does.
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

/// The data in its envelope, or the thing itself where a service has none.
fn data_of(json: &Json, status: u16, envelope: Envelope) -> Result<Json> {
    match (json.kind(), envelope) {
        (Kind::Object, Envelope::Data) if json.has("data") => Ok(json.get_or_null("data")),
        // As the docs print a count (docs/workfront-facts.md#counts).
        (Kind::Object, Envelope::Data) if json.get_f64("count").is_some() => Ok(json.clone()),
        (Kind::Object, Envelope::Either) => Ok(json.get("data").unwrap_or_else(|| json.clone())),
        (Kind::Object | Kind::Array, Envelope::None) => Ok(json.clone()),
        _ => Err(no_data(status, "the response is no JSON of Workfront's")),
    }
}

/// A good status without anything good in it: as if the response was lost.
fn no_data(status: u16, reason: &str) -> Error {
    let message = format!("Workfront answered HTTP {status}, and {reason}");
    let mut error = answered(status, ErrorKind::UnexpectedResponse, message);
    error.retryable = true;
    error
}

fn error_in(json: &Json, status: u16) -> Option<Error> {
    let error = json.get_non_null("error")?;
    Some(match error.kind() {
        // {"error":{"class":…,"message":…,"msgKey":…}}: shapes A, B and C
        Kind::Object => {
            let class = error.get_str("class");
            told(
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
            told(status, None, Some(message), None)
        }
        // {"statusCode":401,"error":true,"type":…,"message":…}: the token service, shape E
        Kind::Boolean if error.as_bool() == Some(true) => {
            let code = json.get_f64("statusCode");
            let status = code.map_or(status, |code| code as u16);
            told(status, json.get_str("type"), json.get_str("message"), None)
        }
        _ => return None,
    })
}

fn told(
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
        Some(words) => format!("Workfront says: {words}"),
        None => format!("Workfront answered with an error and no reason (HTTP {status})"),
    };
    answered(status, kind, text).with_workfront(class, message, msg_key)
}

/// An error that came with an answer.
fn answered(status: u16, kind: ErrorKind, message: String) -> Error {
    let mut error = Error::new(kind, message);
    error.status = Some(status);
    error
}

/// Whether the words are about the call rather than about an object.
fn is_about_the_call(words: &str) -> bool {
    const ABOUT_THE_CALL: &[&str] = &[
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
    let words = words.to_ascii_lowercase();
    ABOUT_THE_CALL.iter().any(|word| words.contains(word))
}

/// The status tells, except where Workfront's words tell more: they come inside HTTP 200 too, and duplicates,
/// expired sessions and missing objects have no status of their own everywhere.
fn kind_of(status: u16, class: &str, message: &str) -> ErrorKind {
    let words = format!("{class}\n{message}").to_ascii_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
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
    } else if matches!(status, 404 | 410) && (message.is_empty() || is_about_the_call(message)) {
        // No object is missing: what was asked for doesn't exist in this API.
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
        // An error inside HTTP 200 that says nothing we know: Workfront refused what was sent.
        ErrorKind::Validation
    }
}

fn from_status(status: u16, reason: &str) -> Error {
    let message = format!("Workfront answered HTTP {status}, and {reason}");
    if !(300..400).contains(&status) {
        return answered(status, bare_kind(status), message);
    }
    answered(status, ErrorKind::Unauthorized, message)
        .with_hint("Workfront sent a redirect, as to a sign-in page, which is never followed: check the address and the credential.")
}

/// The kind of a status without Workfront's words. Only these show that an object is missing.
fn bare_kind(status: u16) -> ErrorKind {
    match ErrorKind::of_status(status) {
        ErrorKind::NotFound => ErrorKind::UnexpectedResponse,
        kind => kind,
    }
}

/// A body that isn't JSON: a CDN's or proxy's page, a sign-in page, or an answer that was cut off.
fn from_text(status: u16, text: &str) -> Error {
    let is_page = text.trim().starts_with('<');
    let what = if is_page {
        "a web page instead of JSON"
    } else {
        "something that isn't JSON"
    };
    let kind = if status < 400 {
        ErrorKind::UnexpectedResponse
    } else {
        bare_kind(status)
    };
    let message = format!("HTTP {status} came with {what}{}", title_of(text));
    let mut error = answered(status, kind, message);
    // Cut off on the way, unlike a page, which comes again.
    error.retryable |= !is_page && is_success(status);
    error
}

/// The title of an HTML page, which is the only part of it that a person can use.
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
