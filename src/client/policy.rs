//! Retries and limits of a connection.

use serde::Deserialize;

/// How often and when a request is sent again, and how much one call may use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How often a request is sent at most, including the first attempt.
    pub attempts: u32,
    /// The longest delay before the second attempt, in milliseconds. It doubles with each further one.
    pub base_ms: f64,
    /// The longest delay before any attempt, in milliseconds.
    pub max_ms: f64,
    /// The maximum number of concurrent requests.
    pub concurrency: u32,
    /// How long one request may take, in milliseconds; 0 for no limit.
    pub timeout_ms: f64,
    /// How long one call may take, in milliseconds.
    pub deadline_ms: Option<f64>,
    /// How many requests one call may send.
    pub max_requests: Option<u32>,
    /// How long the result of a name lookup is cached, in milliseconds; 0 disables the cache.
    pub lookup_cache_ms: f64,
}

impl Default for Policy {
    /// See docs/workfront-facts.md#throttling and docs/workfront-facts.md#timeouts.
    fn default() -> Self {
        Policy {
            attempts: 5,
            base_ms: 1_000.0,
            max_ms: 60_000.0,
            concurrency: 4,
            timeout_ms: 120_000.0,
            deadline_ms: None,
            max_requests: None,
            lookup_cache_ms: 300_000.0,
        }
    }
}

impl Policy {
    /// Takes the values that the option `retry` has.
    pub(crate) fn set_retry(&mut self, retry: RetryOptions) {
        self.attempts = retry.attempts.unwrap_or(self.attempts);
        self.base_ms = retry.base_ms.map_or(self.base_ms, f64::from);
        self.max_ms = retry.max_ms.map_or(self.max_ms, f64::from);
    }

    /// The delay before this attempt (2 or more), in milliseconds: what the server requested, or else exponential with
    /// full jitter from `random` (`0.0..1.0`). `None` when the server requested a longer delay than `max_ms`.
    pub fn delay_before(&self, attempt: u32, requested: Option<f64>, random: f64) -> Option<f64> {
        match requested {
            Some(requested) if self.is_too_long(requested) => None,
            Some(requested) if requested > 0.0 => Some(requested),
            _ => {
                let doublings = attempt.saturating_sub(2).min(30);
                let longest = (self.base_ms * f64::from(1_u32 << doublings)).min(self.max_ms);
                Some(longest * random)
            }
        }
    }

    /// Whether the server requested a longer delay than `max_ms`.
    pub fn is_too_long(&self, requested: f64) -> bool {
        requested > self.max_ms
    }
}

/// The option `retry`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct RetryOptions {
    /// How often a request is sent at most, including the first attempt: 1 to 20.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().attempts))
    )]
    pub attempts: Option<u32>,
    /// The longest delay before the second attempt, in milliseconds. It doubles with each further attempt.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().base_ms as u32))
    )]
    base_ms: Option<u32>,
    /// The longest delay before any attempt, in milliseconds.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().max_ms as u32))
    )]
    max_ms: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn a_requested_delay_is_waited_in_full_or_not_at_all() {
        let policy = Policy {
            base_ms: 100.0,
            max_ms: 1_000.0,
            ..Policy::default()
        };
        let delay = |attempt, requested| policy.delay_before(attempt, requested, 0.5);
        assert_eq!(delay(2, Some(1_000.0)), Some(1_000.0));
        assert_eq!(delay(2, Some(1_001.0)), None);
        assert_eq!(delay(2, Some(4_294_967_295_000.0)), None);
        for requested in [None, Some(0.0), Some(-1.0), Some(f64::NAN)] {
            assert_eq!(delay(2, requested), Some(50.0), "{requested:?}");
            assert_eq!(delay(3, requested), Some(100.0), "{requested:?}");
            assert_eq!(delay(40, requested), Some(500.0), "{requested:?}");
        }
    }
}
