//! The limit of concurrent calls, by the sandbox's clock (docs/workfront-facts.md#throttling).

/// Limits the number of concurrent calls.
#[derive(Clone, Debug)]
pub struct ConcurrencyLimiter {
    max: usize,
    /// When each admitted call ends, in milliseconds.
    ends: Vec<f64>,
}

impl ConcurrencyLimiter {
    /// A limiter for `max` concurrent calls.
    pub fn new(max: usize) -> Self {
        Self {
            max,
            ends: Vec::new(),
        }
    }

    /// Changes the limit. Calls that are in flight continue.
    pub fn set_max(&mut self, max: usize) {
        self.max = max;
    }

    /// Admits a call that takes `delay_ms`. Returns `false` if too many calls are in flight.
    pub fn try_acquire(&mut self, now_ms: f64, delay_ms: f64) -> bool {
        self.ends.retain(|end_ms| *end_ms > now_ms);
        let is_free = self.ends.len() < self.max;
        if is_free {
            self.ends.push(now_ms + delay_ms.max(0.0));
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_calls_over_the_limit_and_forgets_finished_ones() {
        let mut limiter = ConcurrencyLimiter::new(2);
        assert!(limiter.try_acquire(0.0, 10.0));
        assert!(limiter.try_acquire(1.0, 10.0));
        assert!(!limiter.try_acquire(9.0, 10.0));
        assert!(limiter.try_acquire(10.0, 10.0), "the first has ended");
        assert!(!limiter.try_acquire(10.0, 10.0));
    }

    #[test]
    fn calls_without_duration_do_not_overlap() {
        let mut limiter = ConcurrencyLimiter::new(1);
        assert!((0..5).all(|_| limiter.try_acquire(3.0, 0.0)));
    }

    #[test]
    fn the_limit_can_change_while_calls_are_in_flight() {
        let mut limiter = ConcurrencyLimiter::new(3);
        assert!(limiter.try_acquire(0.0, 100.0) && limiter.try_acquire(0.0, 100.0));
        limiter.set_max(1);
        assert!(!limiter.try_acquire(1.0, 100.0));
        limiter.set_max(3);
        assert!(limiter.try_acquire(1.0, 100.0));
    }

    #[test]
    fn a_limit_of_zero_rejects_every_call() {
        assert!(!ConcurrencyLimiter::new(0).try_acquire(0.0, 0.0));
    }
}
