//! What the guards say to the writes of a run.

use super::effect::Effect;
use super::reservation::Reservation;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::services::users::{id_of, is_pending};

/// A guarded write of a person.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The person, with the fields that [`fields`](super::fields) names.
    pub person: Json,
    /// What the write does.
    pub effect: Effect,
}

impl Candidate {
    /// The person's ID; empty if Workfront doesn't show it.
    pub(super) fn id(&self) -> String {
        id_of(&self.person).map_or_else(String::new, |id| id.as_str().to_owned())
    }

    /// Whether the write deactivates an account that waits for an approval, and so becomes active nevertheless
    /// (docs/workfront-facts.md#pending-users).
    pub(super) fn is_futile(&self) -> bool {
        self.effect.deactivates() && is_pending(&self.person)
    }
}

/// What a guard says to one write.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It changes nothing that is guarded: an inactive person is deactivated, a field has the value already, or the option
    /// `protect` doesn't name the person by it.
    Unaffected,
    /// It may be carried out.
    Allowed,
    /// It must not be carried out; kind `forbidden`, with the reason.
    Held(Error),
}

impl Verdict {
    pub(super) fn is_allowed(&self) -> bool {
        matches!(self, Verdict::Allowed)
    }
}

/// What the guards say to a run.
#[derive(Debug)]
pub struct Judgement {
    /// A verdict for each write, in their order.
    pub verdicts: Vec<Verdict>,
    /// Kind `forbidden`, reason `limit`: more people than the limit would be shut out, and the whole run must stop before its
    /// first write. A dry run reports it.
    pub limit: Option<Error>,
    /// How many people may be shut out; `None` if nobody would be.
    pub most: Option<usize>,
    /// Counts the people in the last hour. Drop it when the writes have ended.
    pub reservation: Reservation,
}

impl Judgement {
    /// The judgement of a run with the only write, which fails where it must not be carried out.
    ///
    /// # Errors
    /// Kind `forbidden`, with the reason.
    pub fn into_only(self) -> Result<Reservation> {
        for verdict in self.verdicts {
            if let Verdict::Held(error) = verdict {
                return Err(error);
            }
        }
        match self.limit {
            Some(error) => Err(error),
            None => Ok(self.reservation),
        }
    }
}
