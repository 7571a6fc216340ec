//! When a person leaves: the last working day of the list, and the date that Workfront has.

use super::desired::Desired;
use super::request::FutureLeavers;
use crate::json::Json;
use crate::model::date::{DAY_MS, parse, to_day};
use crate::services::plans::HeldReason;

/// The field by which Workfront deactivates an account later.
pub const SCHEDULED: &str = "scheduledDeactivationDate";

/// Why the date of Workfront stays.
pub const KEEPS_DATE: &str =
    "because the list has no last working day, and somebody may have set the date in Workfront";

/// Decides when people leave.
#[derive(Clone, Copy, Debug)]
pub struct LastDays {
    /// What happens to those who leave later.
    pub future_leavers: FutureLeavers,
    /// The time, in milliseconds since 1970.
    pub now: f64,
}

impl LastDays {
    /// Whether a person's last working day is over.
    pub fn has_left(&self, desired: &Desired) -> bool {
        let over = |day: i64| self.now >= (day + DAY_MS) as f64;
        !desired.is_active || desired.last_day.is_some_and(over)
    }

    /// The day of the deactivation of a person who leaves later.
    pub fn leaves_on(&self, desired: &Desired) -> Option<String> {
        let day = desired.last_day.filter(|_| !self.has_left(desired))?;
        to_day(day + DAY_MS)
    }

    /// Refuses a row that names two dates on which the account ends: each run would undo the last one.
    pub fn check_schedule(&self, desired: &mut Desired) {
        let Some(other) = desired.fields.get(SCHEDULED) else {
            return;
        };
        let planned = match self.leaves_on(desired) {
            None if !desired.clears_last_day || self.has_left(desired) => return,
            planned => planned,
        };
        let schedules = self.future_leavers == FutureLeavers::Schedule;
        if schedules && planned != other.as_str().as_deref().and_then(day_of) {
            let problem = format!(
                "{SCHEDULED}: must be empty, or the day after, if the row has a lastWorkingDay, which sets it with futureLeavers 'schedule'."
            );
            let problem = (HeldReason::Invalid, problem);
            desired.problem.get_or_insert(problem);
        }
    }

    /// Adds what the last working day makes of the date that Workfront has. Returns whether the person is to leave on another day.
    pub fn schedule(&self, desired: &mut Desired, user: &Json) -> bool {
        if self.future_leavers != FutureLeavers::Schedule {
            return false;
        }
        let present = user.str_or_default(SCHEDULED);
        match self.leaves_on(desired) {
            Some(day) if day_of(&present).as_ref() != Some(&day) => {
                desired.fields.insert(SCHEDULED, day.as_str());
                return true;
            }
            None if desired.clears_last_day && !present.is_empty() => {
                desired.fields.insert(SCHEDULED, Json::null());
            }
            _ => {}
        }
        false
    }
}

/// Whether Workfront has a date, and the list has a column for the last working day but says nothing about this person's.
pub fn keeps_date(desired: &Desired, user: &Json) -> bool {
    let is_said = desired.fields.has(SCHEDULED) || desired.ignored.has(SCHEDULED);
    let is_empty = desired.has_last_day && desired.last_day.is_none();
    is_empty && !is_said && !user.str_or_default(SCHEDULED).is_empty()
}

/// The day of a date.
fn day_of(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    parse(day).map(|_| day.to_owned())
}
