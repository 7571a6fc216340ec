//! The queue of messages: what is sent when, and retries (docs/workfront-facts.md#delivery). The host sends them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::receiver::Receiver;
use crate::options::EventAuthorization;

/// The maximum size of a body, in bytes. Larger ones are not sent.
const MAX_BODY_BYTES: usize = 1_048_576;
/// The maximum number of retries of a message.
const MAX_RETRIES: u32 = 11;
const RETRY_MS: i64 = 84_800;

/// A message that is not delivered yet.
#[derive(Clone, Debug)]
struct Message {
    id: u64,
    url: String,
    token: String,
    event: &'static str,
    body: String,
    /// When it was sent first, in milliseconds since 1970.
    first_sent_at: Option<i64>,
    next_attempt_at: i64,
    attempt: u32,
    in_flight: bool,
}

/// A request to send now.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The ID for `Sandbox::event_delivered`.
    pub id: u64,
    /// The URL to send a POST request to.
    pub url: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The number of earlier attempts.
    pub attempt: u32,
    /// `CREATE`, `UPDATE` or `DELETE`.
    pub event: &'static str,
}

/// What happens to a message after an attempt to deliver it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// It was delivered.
    Delivered,
    /// It is sent again at this time, in milliseconds since 1970.
    Retry(i64),
    /// It is not sent again.
    Dropped,
}

/// The messages that are not delivered yet, and their receivers.
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    receivers: BTreeMap<String, Receiver>,
    messages: Vec<Message>,
    last_id: u64,
}

impl Deliveries {
    /// The receiver at a URL, if one is known.
    pub fn receiver(&self, url: &str) -> Option<&Receiver> {
        self.receivers.get(url)
    }

    /// Adds the receiver at a URL, if it is new.
    pub fn add_receiver(&mut self, url: &str, now_ms: i64) {
        let receiver = self.receivers.entry(url.to_owned());
        receiver.or_insert_with(|| Receiver::new(now_ms));
    }

    /// Adds a message.
    pub fn queue(
        &mut self,
        url: &str,
        token: &str,
        event: &'static str,
        body: String,
        now_ms: i64,
    ) {
        if body.len() > MAX_BODY_BYTES {
            return;
        }
        self.last_id += 1;
        self.messages.push(Message {
            id: self.last_id,
            url: url.to_owned(),
            token: token.to_owned(),
            event,
            body,
            first_sent_at: None,
            next_attempt_at: now_ms,
            attempt: 0,
            in_flight: false,
        });
    }

    /// The messages to send now.
    pub fn due(&mut self, now_ms: i64, authorization: EventAuthorization) -> Vec<Delivery> {
        let mut due = Vec::new();
        for message in &mut self.messages {
            if message.in_flight || message.next_attempt_at > now_ms {
                continue;
            }
            let receiver = self.receivers.entry(message.url.clone());
            if !receiver
                .or_insert_with(|| Receiver::new(now_ms))
                .try_acquire(now_ms)
            {
                continue;
            }
            message.in_flight = true;
            message.first_sent_at.get_or_insert(now_ms);
            let scheme = match authorization {
                EventAuthorization::Bare => "",
                EventAuthorization::Bearer => "Bearer ",
            };
            due.push(Delivery {
                id: message.id,
                url: message.url.clone(),
                headers: vec![
                    ("Content-Type".into(), "application/json".into()),
                    ("Authorization".into(), format!("{scheme}{}", message.token)),
                ],
                body: message.body.clone(),
                attempt: message.attempt,
                event: message.event,
            });
        }
        due
    }

    /// Records the outcome of an attempt.
    pub fn delivered(&mut self, id: u64, success: bool, now_ms: i64) -> DeliveryOutcome {
        let Some(at) = self.messages.iter().position(|message| message.id == id) else {
            return DeliveryOutcome::Dropped;
        };
        let mut message = self.messages.remove(at);
        if let Some(receiver) = self.receivers.get_mut(&message.url) {
            receiver.record(success, now_ms);
        }
        if success {
            return DeliveryOutcome::Delivered;
        }
        message.attempt += 1;
        message.in_flight = false;
        if message.attempt > MAX_RETRIES {
            return DeliveryOutcome::Dropped;
        }
        // Counted from the first attempt, so that the eleventh retry is after 48 hours, as documented.
        let first_sent_at = message.first_sent_at.unwrap_or(now_ms);
        message.next_attempt_at = first_sent_at + ((1_i64 << message.attempt) - 1) * RETRY_MS;
        let next_attempt_at = message.next_attempt_at;
        self.messages.insert(at, message);
        DeliveryOutcome::Retry(next_attempt_at)
    }

    /// The messages that are not delivered yet, as JSON.
    pub fn pending(&self) -> Value {
        let messages = self.messages.iter().map(|message| {
            json!({
                "url": message.url,
                "eventType": message.event,
                "attempt": message.attempt,
                "nextAttemptAt": message.next_attempt_at,
            })
        });
        messages.collect()
    }
}
