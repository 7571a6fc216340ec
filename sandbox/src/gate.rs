//! How many calls are under way at once, by the sandbox's clock (docs/workfront-facts.md#throttling).

/// Counts the calls under way.
#[derive(Clone, Debug)]
pub struct Gate {
    max: usize,
    /// When the calls that were let in end.
    ends: Vec<f64>,
}

impl Gate {
    /// A gate for so many calls at once.
    pub fn new(max: usize) -> Self {
        Self {
            max,
            ends: Vec::new(),
        }
    }

    /// Lets another number of calls in; the ones under way stay.
    pub fn set_max(&mut self, max: usize) {
        self.max = max;
    }

    /// Lets a call in that takes `delay_ms`, or says that there are too many.
    pub fn enter(&mut self, now_ms: f64, delay_ms: f64) -> bool {
        self.ends.retain(|end| *end > now_ms);
        let free = self.ends.len() < self.max;
        if free {
            self.ends.push(now_ms + delay_ms.max(0.0));
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_a_call_too_many_and_forgets_the_ended_ones() {
        let mut gate = Gate::new(2);
        assert!(gate.enter(0.0, 10.0));
        assert!(gate.enter(1.0, 10.0));
        assert!(!gate.enter(9.0, 10.0));
        assert!(gate.enter(10.0, 10.0), "the first has ended");
        assert!(!gate.enter(10.0, 10.0));
    }

    #[test]
    fn calls_without_duration_do_not_meet() {
        let mut gate = Gate::new(1);
        assert!((0..5).all(|_| gate.enter(3.0, 0.0)));
    }

    #[test]
    fn takes_another_limit_while_calls_are_under_way() {
        let mut gate = Gate::new(3);
        assert!(gate.enter(0.0, 100.0) && gate.enter(0.0, 100.0));
        gate.set_max(1);
        assert!(!gate.enter(1.0, 100.0));
        gate.set_max(3);
        assert!(gate.enter(1.0, 100.0));
    }

    #[test]
    fn a_gate_for_nobody_stays_shut() {
        assert!(!Gate::new(0).enter(0.0, 0.0));
    }
}
