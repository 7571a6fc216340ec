//! Faults on demand: failures of a network, a CDN or a busy tenant.

mod effect;
mod fault;

pub use effect::Effect;
pub use fault::Fault;

use crate::http::Request;
use crate::random::Random;

/// The active faults.
#[derive(Clone, Debug)]
pub struct Faults {
    random: Random,
    active: Vec<ActiveFault>,
}

/// A fault and its counters.
#[derive(Clone, Debug)]
struct ActiveFault {
    fault: Fault,
    matched: u64,
    applied: u64,
}

impl Faults {
    /// No faults. The seed decides when faults with a probability apply.
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            active: Vec::new(),
        }
    }

    /// Replaces the faults and resets their counters.
    pub fn script(&mut self, faults: Vec<Fault>) {
        let active = faults.into_iter().map(|fault| ActiveFault {
            fault,
            matched: 0,
            applied: 0,
        });
        self.active = active.collect();
    }

    /// The effect on a request. Only the first fault that applies has an effect, but all faults
    /// count the requests that they match.
    pub fn decide(&mut self, request: &Request) -> Option<Effect> {
        let mut effect = None;
        for active in &mut self.active {
            if active.applies_to(request, &mut self.random) && effect.is_none() {
                active.applied += 1;
                effect = Some(active.fault.effect.clone());
            }
        }
        effect
    }
}

impl ActiveFault {
    fn applies_to(&mut self, request: &Request, random: &mut Random) -> bool {
        let matching = &self.fault.matching;
        if !matching.matches(request) {
            return false;
        }
        self.matched += 1;
        let is_in_range = matching.nth.is_none_or(|nth| nth.get() == self.matched)
            && matching.from.is_none_or(|from| from.get() <= self.matched)
            && matching.count.is_none_or(|count| self.applied < count);
        is_in_range
            && matching
                .probability
                .is_none_or(|probability| random.unit() < probability)
    }
}

#[cfg(test)]
mod tests;
