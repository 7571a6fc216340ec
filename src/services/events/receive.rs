//! Verifies a received event, then reads it.

use super::difference::{changes, transitions};
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
    event(&opened(&message.body)?)
}

fn opened(body: &Json) -> Result<Json> {
    let body = match body.as_str() {
        None => body.clone(),
        Some(text) if text.len() > LARGEST_BODY => {
            return Err(broken("is larger than the 1 MB that Workfront sends"));
        }
        Some(text) if text.trim().is_empty() => return Err(broken("is empty")),
        Some(text) => Json::parse(&text).ok_or_else(|| broken("isn't JSON"))?,
    };
    Some(body)
        .filter(Json::is_object)
        .ok_or_else(|| broken("is not an object"))
}

fn event(body: &Json) -> Result<Event> {
    let name = body.str_or_default("eventType");
    let event_type = EventType::from_str(&name.to_ascii_uppercase())
        .map_err(|_| broken("has no eventType CREATE, UPDATE or DELETE"))?;
    let read = |name: &str| {
        state::read(body.get(name)).ok_or_else(|| {
            broken(&format!(
                "has a {name} that is neither an object nor Base64 of one"
            ))
        })
    };
    let (new_state, old_state) = (read("newState")?, read("oldState")?);
    // A deleted object has no state after the event. Which state has the ID isn't documented.
    let either = |name: &str| new_state.get_str(name).or_else(|| old_state.get_str(name));
    let obj_id = either("ID").ok_or_else(|| broken("has no ID in its states"))?;
    let obj_code = either("objCode").unwrap_or_else(|| "USER".to_owned());
    let subscription_id = body.get_str("subscriptionId");
    let moment = moment(body, either("lastUpdateDate"));
    let changes = changes(&old_state, &new_state);
    let transitions = match obj_code.as_str() {
        "USER" => transitions(event_type, &changes),
        _ => Vec::new(),
    };
    let kind = [obj_code.as_str(), event_type.as_str()].join("_");
    let subscription = subscription_id.as_deref().unwrap_or("-");
    let when = match &moment {
        Some((_, key)) => key.clone(),
        // Nothing else distinguishes two events of an object.
        None => format!("{:016x}", fingerprint::of(&[&body.to_json_string()])),
    };
    Ok(Event {
        id: [subscription, &kind, &obj_id, &when].join(":"),
        user_id: (obj_code == "USER").then(|| obj_id.clone()),
        kind,
        obj_code,
        event_type,
        obj_id,
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

/// The time of the event in milliseconds, and as a string that sorts: `eventTime`, or else the object's last change.
fn moment(body: &Json, updated: Option<String>) -> Option<(i64, String)> {
    let part = |name: &str| body.get("eventTime")?.get_f64(name);
    let (seconds, nanos) = match part("epochSecond") {
        Some(seconds) => (seconds as i64, part("nano").unwrap_or_default() as i64),
        None => {
            let ms = date::parse(&updated?)?;
            (ms.div_euclid(1_000), ms.rem_euclid(1_000) * 1_000_000)
        }
    };
    let fits = (0..=253_402_300_799).contains(&seconds) && (0..1_000_000_000).contains(&nanos);
    fits.then(|| {
        let ms = seconds * 1_000 + nanos / 1_000_000;
        (ms, format!("{seconds:012}.{nanos:09}"))
    })
}

fn broken(problem: &str) -> Error {
    Error::invalid("body", problem).with_hint(
        "This is not an event. Workfront also sends messages to check a receiver: respond with 2xx and do nothing.",
    )
}
