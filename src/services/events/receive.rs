//! Verifies a received event, then reads it.

use super::difference::{changes, transitions};
use super::subject::Subject;
use super::{Event, EventType, state, token};
use crate::error::{Error, ErrorKind, Result};
use crate::input::OneOrMany;
use crate::json::Json;
use crate::model::{date, fingerprint};
use serde::Deserialize;
use std::str::FromStr;

/// The largest body that Workfront sends (docs/workfront-facts.md#delivery), in bytes.
pub const LARGEST_BODY: usize = 1_048_576;

/// The credentials of a request that claims to come from Workfront.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The token of the subscription; an array of several while the token is being changed.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub authToken: OneOrMany<String>,
    /// The request's 'Authorization' header.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub authorization: Option<String>,
}

/// A received event.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The body of the request: its text, or the object parsed from it.
    #[cfg_attr(feature = "schema", schemars(with = "Body"))]
    pub body: Json,
    /// The token of the subscription; an array of several while the token is being changed.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub authToken: OneOrMany<String>,
    /// The request's 'Authorization' header.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub authorization: Option<String>,
}

/// The body of an event, for the schema.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(inline, untagged)]
#[allow(dead_code)] // Only described.
enum Body {
    Text(String),
    Object(std::collections::BTreeMap<String, Json>),
}

/// Checks that a request carries the subscription's token.
///
/// # Errors
/// Kind `unauthorized` if it doesn't, `validation` without a token to compare with.
pub fn verify(signed: &Signed) -> Result<()> {
    check(&signed.authToken.0, signed.authorization.as_deref())
}

fn check(tokens: &[String], authorization: Option<&str>) -> Result<()> {
    if tokens.is_empty() || tokens.iter().any(String::is_empty) {
        return Err(Error::invalid("authToken", "must not be empty"));
    }
    if token::is_genuine(authorization.unwrap_or_default(), tokens) {
        return Ok(());
    }
    let message = "The request doesn't carry the subscription's authToken";
    let error = Error::new(ErrorKind::Unauthorized, message);
    Err(error.with_field("authorization").with_hint("Respond with 401 and ignore the request. If Workfront sent it, the subscription has another authToken than the one passed here."))
}

/// Verifies a request and parses its body.
///
/// # Errors
/// Kind `unauthorized` when the request is not genuine, `validation` when its body isn't an event.
pub fn parse(message: &Message) -> Result<Event> {
    check(&message.authToken.0, message.authorization.as_deref())?;
    event(&parse_body(&message.body)?, "body")
}

/// Like [`parse`], but the body may also be an array of events: all of them are returned, or none.
///
/// # Errors
/// As of [`parse`]; for an array, the path names the item that isn't an event.
pub fn parse_all(message: &Message) -> Result<Vec<Event>> {
    check(&message.authToken.0, message.authorization.as_deref())?;
    let body = parse_body(&message.body)?;
    if !body.is_array() {
        return Ok(vec![event(&body, "body")?]);
    }
    if body.is_empty() {
        return Err(not_an_event("body", "is an empty array"));
    }
    let items = body.items().enumerate();
    items
        .map(|(index, item)| event(&item, &format!("body[{index}]")))
        .collect()
}

fn parse_body(body: &Json) -> Result<Json> {
    let Some(length) = body.str_len() else {
        return Ok(body.clone());
    };
    if length > LARGEST_BODY {
        let problem = "is larger than the 1 MB that Workfront sends";
        return Err(not_an_event("body", problem));
    }
    body.parse_own_text().ok_or_else(|| {
        let problem = match body.str_is_blank() {
            true => "is empty",
            false => "must be valid JSON",
        };
        not_an_event("body", problem)
    })
}

/// Reads the event at `path`.
fn event(body: &Json, path: &str) -> Result<Event> {
    if !body.is_object() {
        return Err(not_an_event(path, "is not an object"));
    }
    let name = body.str_or_default("eventType");
    let event_type = EventType::from_str(&name.to_ascii_uppercase())
        .map_err(|_| not_an_event(path, "has no eventType CREATE, UPDATE or DELETE"))?;
    let read = |name: &str| {
        state::read(body.get(name)).ok_or_else(|| {
            let problem = format!("has a {name} that is neither an object nor Base64 of one");
            not_an_event(path, &problem)
        })
    };
    let (new_state, old_state) = (read("newState")?, read("oldState")?);
    let changes = changes(&old_state, &new_state);
    let subject = Subject::of(&new_state, &old_state);
    if subject.id.is_none() && new_state.keys().is_empty() && old_state.keys().is_empty() {
        return Err(not_an_event(path, "has no fields in its states"));
    }
    let subscription_id = body.get_str("subscriptionId");
    let moment = moment(body, || subject.get("lastUpdateDate"));
    let transitions = match subject.is_user() {
        true => transitions(event_type, &changes),
        false => Vec::new(),
    };
    let kind = match &subject.code {
        Some(code) => [code, event_type.as_str()].join("_"),
        None => event_type.as_str().to_owned(),
    };
    let subscription = subscription_id.as_deref().unwrap_or("-");
    let when = match &moment {
        Some((_, key)) => key.clone(),
        // Nothing else distinguishes two events of an object.
        None => checksum(&body.to_json_string(), ""),
    };
    // Without an ID, only the states distinguish two objects whose events have the same time.
    let object = match &subject.id {
        Some(id) => id.clone(),
        None => checksum(&old_state.to_json_string(), &new_state.to_json_string()),
    };
    Ok(Event {
        id: [subscription, &kind, &object, &when].join(":"),
        user_id: subject.id.clone().filter(|_| subject.is_user()),
        kind,
        event_type,
        obj_code: subject.code,
        obj_id: subject.id,
        occurred_at: moment.map(|(ms, _)| date::to_iso(ms)),
        ordering_key: when,
        changes,
        transitions,
        new_state,
        old_state,
        subscription_id,
        subscription_version: body.get_str("subscriptionVersion"),
        event_version: body.get_str("eventVersion"),
    })
}

fn checksum(a: &str, b: &str) -> String {
    format!("{:016x}", fingerprint::of(&[a, b]))
}

/// The time of the event in milliseconds, and as a string that sorts: `eventTime`, or else the object's last change.
fn moment(body: &Json, updated: impl FnOnce() -> Option<String>) -> Option<(i64, String)> {
    let part = |name: &str| body.get("eventTime")?.get_f64(name);
    let (seconds, nanos) = match part("epochSecond") {
        Some(seconds) => (seconds as i64, part("nano").unwrap_or_default() as i64),
        None => {
            let ms = date::parse(&updated()?)?;
            (ms.div_euclid(1_000), ms.rem_euclid(1_000) * 1_000_000)
        }
    };
    let fits = (0..=253_402_300_799).contains(&seconds) && (0..1_000_000_000).contains(&nanos);
    fits.then(|| {
        let ms = seconds * 1_000 + nanos / 1_000_000;
        (ms, format!("{seconds:012}.{nanos:09}"))
    })
}

fn not_an_event(path: &str, problem: &str) -> Error {
    Error::invalid(path, problem).with_hint(
        "This is not an event that can be read: respond with 400, and Workfront sends it again. An empty body or {} is Workfront's check of the receiver: respond with 200.",
    )
}
