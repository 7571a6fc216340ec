//! The people of writes that are under way.

use super::history::{hash, next_ended, with};
use super::people::ConnectionKey;
use crate::error::{Error, ErrorKind};

/// The people whom a run shuts out. They count from now on. When it is dropped, the writes have ended.
#[derive(Debug, Default)]
#[must_use]
pub struct Reservation {
    key: ConnectionKey,
    people: Vec<u64>,
}

impl Reservation {
    /// Counts these people.
    pub(super) fn of(key: &ConnectionKey, now: f64, ids: &[String]) -> Self {
        let mut people: Vec<u64> = ids.iter().map(|id| hash(id)).collect();
        people.sort_unstable();
        people.dedup();
        with(key, |history| history.add(&people, now));
        Reservation {
            key: key.clone(),
            people,
        }
    }

    /// Doesn't count this person any more: the write was certainly not carried out.
    pub fn release(&mut self, id: &str) {
        let person = hash(id);
        if let Some(position) = self.people.iter().position(|known| *known == person) {
            self.people.swap_remove(position);
            self.forget(&[person]);
        }
    }

    /// Ends with the result of the only write, and doesn't count its people if it was certainly not carried out.
    ///
    /// # Errors
    /// That of the write.
    pub fn end<T>(mut self, result: Result<T, Error>) -> Result<T, Error> {
        if let Err(error) = &result
            && !error.maybe_done
            && error.kind != ErrorKind::OutcomeUnknown
        {
            let people = std::mem::take(&mut self.people);
            self.forget(&people);
        }
        result
    }

    fn forget(&self, people: &[u64]) {
        with(&self.key, |history| {
            for person in people {
                let Ok(at) = history.position(*person) else {
                    continue;
                };
                let entry = &mut history.people[at];
                entry.in_flight = entry.in_flight.saturating_sub(1);
                // An earlier or concurrent write of the same person still counts.
                if entry.in_flight == 0 && entry.ended == 0 {
                    history.people.remove(at);
                }
            }
        });
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        if self.people.is_empty() {
            return;
        }
        let number = next_ended();
        with(&self.key, |history| {
            for &person in &self.people {
                if let Ok(at) = history.position(person) {
                    let entry = &mut history.people[at];
                    entry.in_flight = entry.in_flight.saturating_sub(1);
                    entry.ended = number;
                }
            }
        });
    }
}
