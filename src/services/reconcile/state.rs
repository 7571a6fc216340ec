use crate::json::Json;
use strum::{IntoStaticStr, VariantArray};

/// Where a person stands between joining and leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "camelCase")]
pub enum State {
    /// The list has the person, and the tenant has no account.
    Joiner,
    /// The account differs from the list.
    Mover,
    /// The account is active, and the person leaves, left, or isn't in the list.
    Leaver,
    /// The account is inactive, and the list has the person.
    Returner,
    /// The account waits for an approval.
    Pending,
    /// The account is as the list says.
    Same,
}

impl State {
    /// The name, as plans have it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// How many people are in each state.
#[derive(Debug)]
pub struct StateCounts([u32; State::VARIANTS.len()]);

impl Default for StateCounts {
    fn default() -> Self {
        StateCounts([0; State::VARIANTS.len()])
    }
}

impl StateCounts {
    /// Counts a person.
    pub fn add(&mut self, state: State) {
        self.0[state as usize] += 1;
    }

    /// The numbers by state, zeros included.
    pub fn to_json(&self) -> Json {
        let mut counts = Json::object();
        for &state in State::VARIANTS {
            counts.insert(state.as_str(), f64::from(self.0[state as usize]));
        }
        counts
    }
}
