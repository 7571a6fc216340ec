//! The delivery state of a URL, for all its subscriptions (docs/workfront-facts.md#delivery).

use serde_json::{Value, json};

/// The interval between attempts to a disabled URL, in milliseconds.
const PROBE_MS: i64 = 600_000;
const DAY_MS: i64 = 86_400_000;

/// A URL that receives events.
#[derive(Clone, Debug)]
pub struct Receiver {
    created_at: i64,
    successes: u64,
    failures: u64,
    /// The number of failures since the last success.
    consecutive_failures: u64,
    last_success_at: i64,
    disabled_at: Option<i64>,
    frozen_at: Option<i64>,
    next_probe_at: i64,
}

impl Receiver {
    /// A receiver that nothing was sent to.
    pub fn new(now_ms: i64) -> Self {
        Self {
            created_at: now_ms,
            successes: 0,
            failures: 0,
            consecutive_failures: 0,
            last_success_at: now_ms,
            disabled_at: None,
            frozen_at: None,
            next_probe_at: 0,
        }
    }

    /// Whether a message may be sent now. A disabled receiver gets one attempt at a time.
    pub fn try_acquire(&mut self, now_ms: i64) -> bool {
        if self.frozen_at.is_some() {
            return false;
        }
        if self.disabled_at.is_none() {
            return true;
        }
        let is_due = now_ms >= self.next_probe_at;
        if is_due {
            self.next_probe_at = now_ms + PROBE_MS;
        }
        is_due
    }

    /// Records the outcome of an attempt.
    pub fn record(&mut self, success: bool, now_ms: i64) {
        if success {
            self.successes += 1;
            self.consecutive_failures = 0;
            self.last_success_at = now_ms;
            self.disabled_at = None;
            return;
        }
        self.failures += 1;
        self.consecutive_failures += 1;
        let total = self.successes + self.failures;
        let is_failing = total > 100 && self.failures * 10 > total * 7;
        if self.disabled_at.is_none() && (is_failing || self.consecutive_failures >= 2_000) {
            self.disabled_at = Some(now_ms);
            self.next_probe_at = now_ms + PROBE_MS;
        }
        let is_dead =
            self.consecutive_failures > 2_000 && now_ms - self.last_success_at > 3 * DAY_MS;
        if self.frozen_at.is_none() && (is_dead || self.consecutive_failures >= 50_000) {
            self.frozen_at = Some(now_ms);
        }
    }

    /// The receiver in a listing.
    pub fn to_json(&self, url: &str, date: impl Fn(i64) -> Value) -> Value {
        json!({
            "url": url,
            "date_created": date(self.created_at),
            "successes": self.successes,
            "failures": self.failures,
            "disabled_at": self.disabled_at.map(&date),
            "frozen_at": self.frozen_at.map(&date),
        })
    }
}
