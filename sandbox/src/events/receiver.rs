//! How a URL fares, for all subscriptions on it (docs/workfront-facts.md#delivery).

use serde_json::{Value, json};

/// A disabled URL is tried so often, in milliseconds.
const PROBE_MS: i64 = 600_000;
const DAY_MS: i64 = 86_400_000;

/// A URL that events go to.
#[derive(Clone, Debug)]
pub struct Receiver {
    created: i64,
    successes: u64,
    failures: u64,
    /// Failures since the last success.
    in_a_row: u64,
    last_success: i64,
    disabled: Option<i64>,
    frozen: Option<i64>,
    next_probe: i64,
}

impl Receiver {
    /// One that nothing was sent to.
    pub fn new(now_ms: i64) -> Self {
        Self {
            created: now_ms,
            successes: 0,
            failures: 0,
            in_a_row: 0,
            last_success: now_ms,
            disabled: None,
            frozen: None,
            next_probe: 0,
        }
    }

    /// Whether a message may be sent now; one at a time to a disabled one.
    pub fn takes(&mut self, now_ms: i64) -> bool {
        if self.frozen.is_some() {
            return false;
        }
        if self.disabled.is_none() {
            return true;
        }
        let is_due = now_ms >= self.next_probe;
        if is_due {
            self.next_probe = now_ms + PROBE_MS;
        }
        is_due
    }

    /// Counts what became of a message.
    pub fn count(&mut self, success: bool, now_ms: i64) {
        if success {
            self.successes += 1;
            self.in_a_row = 0;
            self.last_success = now_ms;
            self.disabled = None;
            return;
        }
        self.failures += 1;
        self.in_a_row += 1;
        let all = self.successes + self.failures;
        let is_bad = all > 100 && self.failures * 10 > all * 7;
        if self.disabled.is_none() && (is_bad || self.in_a_row >= 2_000) {
            self.disabled = Some(now_ms);
            self.next_probe = now_ms + PROBE_MS;
        }
        let is_dead = self.in_a_row > 2_000 && now_ms - self.last_success > 3 * DAY_MS;
        if self.frozen.is_none() && (is_dead || self.in_a_row >= 50_000) {
            self.frozen = Some(now_ms);
        }
    }

    /// As a listing has it.
    pub fn to_json(&self, url: &str, date: impl Fn(i64) -> Value) -> Value {
        json!({
            "url": url,
            "date_created": date(self.created),
            "successes": self.successes,
            "failures": self.failures,
            "disabled_at": self.disabled.map(&date),
            "frozen_at": self.frozen.map(&date),
        })
    }
}
