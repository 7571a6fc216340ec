//! How hard a connection tries, and when it stops.

use serde::Deserialize;

/// How often and how soon a request is sent again, and how much a run may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How often a request is sent at most, the first time included.
    pub attempts: u32,
    /// The longest wait before the second attempt, in milliseconds; it doubles with each further one.
    pub base_ms: f64,
    /// The longest wait before any attempt, in milliseconds.
    pub max_ms: f64,
    /// How many requests go out at once.
    pub concurrency: u32,
    /// How long one request may take, in milliseconds; 0 for no limit.
    pub timeout_ms: f64,
    /// How long one run may take, in milliseconds.
    pub deadline_ms: Option<f64>,
    /// How many requests one run may send.
    pub max_requests: Option<u32>,
    /// How long a name that was looked up is taken for granted, in milliseconds.
    pub names_ms: f64,
}

impl Default for Policy {
    /// The facts' recommendations (section 6.5).
    fn default() -> Self {
        Policy {
            attempts: 5,
            base_ms: 1_000.0,
            max_ms: 60_000.0,
            concurrency: 4,
            timeout_ms: 120_000.0,
            deadline_ms: None,
            max_requests: None,
            names_ms: 300_000.0,
        }
    }
}

impl Policy {
    /// Takes what was given of `retry`.
    pub(crate) fn retry(&mut self, given: Retry) {
        self.attempts = given.attempts.unwrap_or(self.attempts);
        self.base_ms = given.base_ms.map_or(self.base_ms, f64::from);
        self.max_ms = given.max_ms.map_or(self.max_ms, f64::from);
    }

    /// How long to wait before attempt `next` (2 or more): full jitter, so that many clients spread out.
    pub fn wait_before(&self, next: u32, random: f64) -> f64 {
        let doublings = next.saturating_sub(2).min(30);
        let longest = (self.base_ms * f64::from(1_u32 << doublings)).min(self.max_ms);
        longest * random
    }
}

/// `retry: { attempts?, baseMs?, maxMs? }`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Retry {
    pub attempts: Option<u32>,
    base_ms: Option<u32>,
    max_ms: Option<u32>,
}
