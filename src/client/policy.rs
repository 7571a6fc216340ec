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
    /// Takes what was given of `retry`.
    pub(crate) fn retry(&mut self, given: Retry) {
        self.attempts = given.attempts.unwrap_or(self.attempts);
        self.base_ms = given.base_ms.map_or(self.base_ms, f64::from);
        self.max_ms = given.max_ms.map_or(self.max_ms, f64::from);
    }

    /// How long to wait before attempt `next` (2 or more): what the server `asked` for, in full, or else full jitter, so
    /// that many clients spread out. `None` where it asked for too long.
    pub fn wait_before(&self, next: u32, asked: Option<f64>, random: f64) -> Option<f64> {
        match asked {
            Some(asked) if self.is_too_long(asked) => None,
            Some(asked) if asked > 0.0 => Some(asked),
            _ => {
                let doublings = next.saturating_sub(2).min(30);
                let longest = (self.base_ms * f64::from(1_u32 << doublings)).min(self.max_ms);
                Some(longest * random)
            }
        }
    }

    /// Whether the server asks for a longer wait than is allowed.
    pub fn is_too_long(&self, asked: f64) -> bool {
        asked > self.max_ms
    }
}

/// `retry: { attempts?, baseMs?, maxMs? }`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Retry {
    /// How often a request is sent at most, the first time included: 1 to 20.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().attempts))
    )]
    pub attempts: Option<u32>,
    /// The longest wait before the second try, in milliseconds; it doubles with each further try.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().base_ms as u32))
    )]
    base_ms: Option<u32>,
    /// The longest wait before any try, in milliseconds.
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
    fn what_a_server_asks_for_is_waited_in_full_or_not_at_all() {
        let policy = Policy {
            base_ms: 100.0,
            max_ms: 1_000.0,
            ..Policy::default()
        };
        let wait = |next, asked| policy.wait_before(next, asked, 0.5);
        assert_eq!(wait(2, Some(1_000.0)), Some(1_000.0));
        assert_eq!(wait(2, Some(1_001.0)), None);
        assert_eq!(wait(2, Some(4_294_967_295_000.0)), None);
        for asked in [None, Some(0.0), Some(-1.0), Some(f64::NAN)] {
            assert_eq!(wait(2, asked), Some(50.0), "{asked:?}");
            assert_eq!(wait(3, asked), Some(100.0), "{asked:?}");
            assert_eq!(wait(40, asked), Some(500.0), "{asked:?}");
        }
    }
}
