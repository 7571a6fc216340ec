//! How hard a connection tries, and when it stops.

use crate::input::{Fields, Problems, Read};
use crate::json::Json;

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
    /// The options of a connection that belong here.
    pub const OPTIONS: &'static [&'static str] = &[
        "retry",
        "concurrency",
        "timeoutMs",
        "deadlineMs",
        "maxRequests",
        "namesMs",
    ];

    /// Reads them.
    pub fn read(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let usual = Policy::default();
        let retry = fields.read::<Option<Retry>>("retry", problems);
        let concurrency = fields.read::<Option<u32>>("concurrency", problems);
        let timeout_ms = fields.read::<Option<u32>>("timeoutMs", problems);
        let deadline_ms = fields.read::<Option<u32>>("deadlineMs", problems);
        let max_requests = fields.read::<Option<u32>>("maxRequests", problems);
        let names_ms = fields.read::<Option<u32>>("namesMs", problems);
        let retry = retry?.unwrap_or_default();
        let concurrency = concurrency?.unwrap_or(usual.concurrency);
        if !(1..=10).contains(&concurrency) {
            problems.add("concurrency", format!("must be 1 to 10, not {concurrency}"));
        }
        Some(Policy {
            attempts: retry.attempts,
            base_ms: retry.base_ms,
            max_ms: retry.max_ms,
            concurrency,
            timeout_ms: timeout_ms?.map_or(usual.timeout_ms, f64::from),
            deadline_ms: deadline_ms?.map(f64::from),
            max_requests: max_requests?,
            names_ms: names_ms?.map_or(usual.names_ms, f64::from),
        })
    }

    /// How long to wait before attempt `next` (2 or more): full jitter, so that many clients spread out.
    pub fn wait_before(&self, next: u32, random: f64) -> f64 {
        let doublings = next.saturating_sub(2).min(30);
        let longest = (self.base_ms * f64::from(1_u32 << doublings)).min(self.max_ms);
        longest * random
    }
}

/// `retry: { attempts?, baseMs?, maxMs? }`.
struct Retry {
    attempts: u32,
    base_ms: f64,
    max_ms: f64,
}

impl Default for Retry {
    fn default() -> Self {
        let Policy {
            attempts,
            base_ms,
            max_ms,
            ..
        } = Policy::default();
        Retry {
            attempts,
            base_ms,
            max_ms,
        }
    }
}

impl Read for Retry {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::open(json, path, &["attempts", "baseMs", "maxMs"], problems)?;
        let usual = Retry::default();
        let attempts = fields.read::<Option<u32>>("attempts", problems);
        let base_ms = fields.read::<Option<u32>>("baseMs", problems);
        let max_ms = fields.read::<Option<u32>>("maxMs", problems);
        let attempts = attempts?.unwrap_or(usual.attempts);
        if !(1..=20).contains(&attempts) {
            problems.add(
                &format!("{path}.attempts"),
                format!("must be 1 to 20, not {attempts}"),
            );
        }
        Some(Retry {
            attempts,
            base_ms: base_ms?.map_or(usual.base_ms, f64::from),
            max_ms: max_ms?.map_or(usual.max_ms, f64::from),
        })
    }
}
