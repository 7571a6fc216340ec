//! Faults on demand: what a network, a CDN or a busy tenant does to some requests.

mod effect;
mod fault;

pub use effect::Effect;
pub use fault::Fault;

use crate::http::Request;
use crate::random::Random;

/// The faults in force.
#[derive(Clone, Debug)]
pub struct Faults {
    random: Random,
    armed: Vec<Armed>,
}

/// A fault with what it has seen.
#[derive(Clone, Debug)]
struct Armed {
    fault: Fault,
    matched: u64,
    struck: u64,
}

impl Faults {
    /// No faults; the seed decides about the ones with a probability.
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            armed: Vec::new(),
        }
    }

    /// Replaces the faults; counting starts anew.
    pub fn script(&mut self, faults: Vec<Fault>) {
        let armed = faults.into_iter().map(|fault| Armed {
            fault,
            matched: 0,
            struck: 0,
        });
        self.armed = armed.collect();
    }

    /// What happens to a request. The first fault that strikes is the only one, but all of them
    /// count what they match.
    pub fn decide(&mut self, request: &Request) -> Option<Effect> {
        let mut effect = None;
        for armed in &mut self.armed {
            if armed.is_due(request, &mut self.random) && effect.is_none() {
                armed.struck += 1;
                effect = Some(armed.fault.effect.clone());
            }
        }
        effect
    }
}

impl Armed {
    fn is_due(&mut self, request: &Request, random: &mut Random) -> bool {
        let matching = &self.fault.matching;
        if !matching.takes(request) {
            return false;
        }
        self.matched += 1;
        let in_turn = matching.nth.is_none_or(|nth| nth.get() == self.matched)
            && matching.from.is_none_or(|from| from.get() <= self.matched)
            && matching.count.is_none_or(|count| self.struck < count);
        in_turn
            && matching
                .probability
                .is_none_or(|chance| random.unit() < chance)
    }
}

#[cfg(test)]
mod tests;
