use serde::Serialize;

/// What a long action does at the moment. The phases of an action come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Phase {
    /// `offboard` looks up the users; the items are the lines of the input, or the users found so far.
    LookUp,
    /// `offboard` sets the new manager; the items are the users who report to the users of the input.
    Reassign,
    /// `offboard` deactivates; the items are the users.
    Deactivate,
    /// `offboard` reads users again, and sends again what failed for the moment; the items are the users.
    Verify,
    /// `offboard` rejects approvals of pending users; the items are the users.
    Reject,
    /// `batch` sends the operations, and `apply` the steps of a plan; these are the items.
    Send,
    /// `ensureSubscriptions` creates and deletes; the items are the subscriptions.
    Change,
    /// The action has ended, and this is the last call: the numbers are those of its output.
    Report,
}

/// How many items are finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of finished items.
    pub done: usize,
    /// How many of them failed, or have an unknown outcome.
    pub failed: usize,
}

impl Tally {
    /// Counts one more item.
    pub fn add(&mut self, is_failed: bool) {
        self.done += 1;
        self.failed += usize::from(is_failed);
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Tally) -> Tally {
        Tally {
            done: self.done + other.done,
            failed: self.failed + other.failed,
        }
    }
}

/// Called with the phase, what is finished, and the number of items.
pub type OnProgress<'a> = &'a dyn Fn(Phase, Tally, usize);
