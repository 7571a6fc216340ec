//! What is to be sent, when, and again (docs/workfront-facts.md#delivery). Sending is the host's.

use serde_json::{Value, json};

use super::Events;
use super::receiver::Receiver;
use crate::options::EventAuthorization;

/// Larger bodies are never sent, in bytes.
const LARGEST: usize = 1_048_576;
/// So often a message is sent at most after the first time.
const MOST_RETRIES: u32 = 11;
const RETRY_MS: i64 = 84_800;

/// A message on its way.
#[derive(Clone, Debug)]
pub(super) struct Message {
    id: u64,
    url: String,
    token: String,
    event: &'static str,
    body: String,
    /// When it was sent first.
    since: Option<i64>,
    next: i64,
    attempt: u32,
    is_under_way: bool,
}

/// A request to send now.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// To tell the outcome by.
    pub id: u64,
    /// Where to POST it.
    pub url: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// How often it was sent before.
    pub attempt: u32,
    /// `CREATE`, `UPDATE` or `DELETE`.
    pub event: &'static str,
}

/// What becomes of a message after it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Delivered,
    /// It is sent again then, in milliseconds since 1970.
    Again(i64),
    /// It is lost.
    Lost,
}

impl Events {
    pub(super) fn queue(
        &mut self,
        url: &str,
        token: &str,
        event: &'static str,
        body: String,
        now_ms: i64,
    ) {
        if body.len() > LARGEST {
            return;
        }
        self.sent += 1;
        self.messages.push(Message {
            id: self.sent,
            url: url.to_owned(),
            token: token.to_owned(),
            event,
            body,
            since: None,
            next: now_ms,
            attempt: 0,
            is_under_way: false,
        });
    }

    /// What is to be sent now.
    pub fn due(&mut self, now_ms: i64, authorization: EventAuthorization) -> Vec<Delivery> {
        let mut due = Vec::new();
        for message in &mut self.messages {
            if message.is_under_way || message.next > now_ms {
                continue;
            }
            let receiver = self.receivers.entry(message.url.clone());
            if !receiver
                .or_insert_with(|| Receiver::new(now_ms))
                .takes(now_ms)
            {
                continue;
            }
            message.is_under_way = true;
            message.since.get_or_insert(now_ms);
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

    /// Takes note of what became of a message.
    pub fn delivered(&mut self, id: u64, success: bool, now_ms: i64) -> Outcome {
        let Some(at) = self.messages.iter().position(|message| message.id == id) else {
            return Outcome::Lost;
        };
        let mut message = self.messages.remove(at);
        if let Some(receiver) = self.receivers.get_mut(&message.url) {
            receiver.count(success, now_ms);
        }
        if success {
            return Outcome::Delivered;
        }
        message.attempt += 1;
        message.is_under_way = false;
        if message.attempt > MOST_RETRIES {
            return Outcome::Lost;
        }
        // From the first time on: so the eleventh comes after 48 hours, as the documentation says.
        let since = message.since.unwrap_or(now_ms);
        message.next = since + ((1_i64 << message.attempt) - 1) * RETRY_MS;
        let next = message.next;
        self.messages.insert(at, message);
        Outcome::Again(next)
    }

    /// What is on its way.
    pub fn pending(&self) -> Value {
        let messages = self.messages.iter().map(|message| {
            json!({
                "url": message.url,
                "eventType": message.event,
                "attempt": message.attempt,
                "nextAttemptAt": message.next,
            })
        });
        messages.collect()
    }
}
