//! The people whom each connection has shut out within the last hour: in this process, so that a loop over single calls and a
//! host that makes a connection for each item are limited as one run is. Bounded: few connections, few people each.

use crate::auth::TokenKey;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::services::shared::{self, Flat, Part};
use fnv::FnvHasher;
use std::cell::RefCell;
use std::hash::Hasher;

/// How long people count, in milliseconds.
const HOUR_MS: f64 = 3_600_000.0;
/// How many connections are remembered; the one that was used longest ago is forgotten first, unless it is writing.
const MAX_CONNECTIONS: usize = 100;
/// How many people of a connection are remembered; older ones are only counted.
const MAX_PEOPLE: usize = 10_000;

/// The people of one connection.
#[derive(Default)]
struct History {
    key: ConnectionKey,
    /// Sorted by the person.
    people: Vec<Entry>,
    /// How many were dropped because there were too many, and until when they count.
    dropped: usize,
    dropped_until: f64,
    /// The default limit, and until when it holds.
    default_limit: Option<(usize, f64)>,
    used_at: f64,
}

#[derive(Clone, Copy)]
struct Entry {
    /// A hash of the ID.
    person: u64,
    /// When the write began, in milliseconds since 1970.
    at: f64,
    /// How many writes are under way.
    in_flight: u32,
    /// The number of the write that ended last; 0 if none has.
    ended: u64,
}

thread_local! {
    static HISTORIES: RefCell<Vec<History>> = const { RefCell::new(Vec::new()) };
    /// The number of writes that have ended, in this process.
    static ENDED: RefCell<u64> = const { RefCell::new(0) };
}

/// Which connections count together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ConnectionKey {
    /// The address and the kind of credential, without secrets.
    key: String,
    /// The address alone: administrators of a tenant count together, whatever the credential.
    address: String,
}

/// The key of a connection.
pub(super) fn key_of(client: &Client) -> ConnectionKey {
    let tenant = client.tenant();
    ConnectionKey {
        key: TokenKey::of(tenant.authenticator.credentials(), &tenant.base_url).key,
        address: tenant.base_url.to_ascii_lowercase(),
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(id.to_ascii_lowercase().as_bytes());
    // 53 bits, which a JavaScript number holds.
    hasher.finish() >> 11
}

/// Takes the people from the instance that has them, if this one hasn't.
fn bring_here() {
    if let Some(people) = shared::taken(Part::People) {
        restore(people);
    }
}

/// Hands the people over to another instance.
pub fn give() -> Flat {
    shared::gave(Part::People);
    let mut flat = Flat::default();
    flat.numbers(&[ENDED.with_borrow(|ended| *ended) as f64]);
    HISTORIES.with_borrow(|all| {
        for history in all {
            flat.text(&history.key.key);
            flat.text(&history.key.address);
            let (limit, until) = history.default_limit.unwrap_or_default();
            flat.numbers(&[
                history.people.len() as f64,
                history.dropped as f64,
                history.dropped_until,
                limit as f64,
                until,
                history.used_at,
            ]);
            for entry in &history.people {
                flat.numbers(&[
                    entry.person as f64,
                    entry.at,
                    f64::from(entry.in_flight),
                    entry.ended as f64,
                ]);
            }
        }
    });
    flat
}

fn restore(flat: Flat) {
    let mut flat = flat.reader();
    let ended = flat.next_number() as u64;
    ENDED.with_borrow_mut(|own| *own = ended);
    let mut all = Vec::new();
    while let Some(key) = flat.next_text() {
        let address = flat.next_text().unwrap_or_default();
        let len = flat.next_number() as usize;
        let mut history = History {
            key: ConnectionKey { key, address },
            dropped: flat.next_number() as usize,
            dropped_until: flat.next_number(),
            default_limit: Some((flat.next_number() as usize, flat.next_number())),
            used_at: flat.next_number(),
            people: Vec::new(),
        };
        history.default_limit = history.default_limit.filter(|(_, until)| *until > 0.0);
        for _ in 0..len {
            history.people.push(Entry {
                person: flat.next_number() as u64,
                at: flat.next_number(),
                in_flight: flat.next_number() as u32,
                ended: flat.next_number() as u64,
            });
        }
        all.push(history);
    }
    HISTORIES.with_borrow_mut(|own| *own = all);
}

fn with<T>(key: &ConnectionKey, now: f64, work: impl FnOnce(&mut History) -> T) -> T {
    bring_here();
    HISTORIES.with_borrow_mut(|all| {
        let position = all.iter().position(|one| one.key == *key);
        let position = position.unwrap_or_else(|| {
            if all.len() >= MAX_CONNECTIONS {
                let idle = (0..all.len()).filter(|at| all[*at].is_idle());
                let oldest = idle.min_by(|a, b| all[*a].used_at.total_cmp(&all[*b].used_at));
                oldest.map(|oldest| all.swap_remove(oldest));
            }
            all.push(History {
                key: key.clone(),
                ..History::default()
            });
            all.len() - 1
        });
        let history = &mut all[position];
        history.used_at = now;
        history.people.retain(|entry| {
            entry.in_flight > 0 || entry.at > now - HOUR_MS && entry.at <= now + HOUR_MS
        });
        if history.dropped_until <= now {
            history.dropped = 0;
        }
        if history.default_limit.is_some_and(|(_, until)| until <= now) {
            history.default_limit = None;
        }
        work(history)
    })
}

/// How many of these people haven't been shut out within the last hour, and how many others have been.
pub(super) fn count(key: &ConnectionKey, now: f64, ids: &[String]) -> (usize, usize) {
    with(key, now, |history| {
        let mut new: Vec<u64> = ids.iter().map(|id| hash(id)).collect();
        new.sort_unstable();
        new.dedup();
        new.retain(|person| history.position(*person).is_err());
        (new.len(), history.people.len() + history.dropped)
    })
}

/// The default limit that was determined within the last hour.
pub(super) fn default_limit(key: &ConnectionKey, now: f64) -> Option<usize> {
    with(key, now, |history| {
        history.default_limit.map(|(limit, _)| limit)
    })
}

/// Remembers the default limit for an hour.
pub(super) fn set_default_limit(key: &ConnectionKey, now: f64, limit: usize) {
    with(key, now, |history| {
        history.default_limit = Some((limit, now + HOUR_MS))
    });
}

/// The number of writes that have ended so far: a response that is requested now shows what they did.
pub(super) fn ended() -> u64 {
    bring_here();
    ENDED.with_borrow(|ended| *ended)
}

/// Whether a guarded write of this person is under way, or has ended since `since`, through any connection to the same address:
/// what was read may be older than it.
pub(super) fn is_uncertain(key: &ConnectionKey, id: &str, since: u64) -> bool {
    let person = hash(id);
    bring_here();
    HISTORIES.with_borrow(|all| {
        let mut of_tenant = all.iter().filter(|one| one.key.address == key.address);
        of_tenant.any(|history| {
            let entry = history.position(person).map(|at| history.people[at]);
            entry.is_ok_and(|entry| entry.in_flight > 0 || entry.ended > since)
        })
    })
}

impl History {
    /// Whether no write is under way.
    fn is_idle(&self) -> bool {
        self.people.iter().all(|entry| entry.in_flight == 0)
    }

    fn position(&self, person: u64) -> Result<usize, usize> {
        self.people
            .binary_search_by_key(&person, |entry| entry.person)
    }

    fn add(&mut self, people: &[u64], now: f64) {
        for &person in people {
            match self.position(person) {
                Ok(at) => self.people[at].in_flight += 1,
                Err(_) => self.people.push(Entry {
                    person,
                    at: now,
                    in_flight: 1,
                    ended: 0,
                }),
            }
        }
        self.people.sort_unstable_by_key(|entry| entry.person);
        while self.people.len() > MAX_PEOPLE {
            let idle = (0..self.people.len()).filter(|at| self.people[*at].in_flight == 0);
            let oldest = idle.min_by(|a, b| self.people[*a].at.total_cmp(&self.people[*b].at));
            let Some(oldest) = oldest else { break };
            self.people.remove(oldest);
            self.dropped += 1;
            self.dropped_until = now + HOUR_MS;
        }
    }
}

/// The people whom a run shuts out. They count from now on. When it is dropped, the writes have ended.
#[derive(Debug, Default)]
#[must_use]
pub struct Reservation {
    key: ConnectionKey,
    now: f64,
    people: Vec<u64>,
}

impl Reservation {
    /// Counts these people.
    pub(super) fn of(key: &ConnectionKey, now: f64, ids: &[String]) -> Self {
        let mut people: Vec<u64> = ids.iter().map(|id| hash(id)).collect();
        people.sort_unstable();
        people.dedup();
        with(key, now, |history| history.add(&people, now));
        Reservation {
            key: key.clone(),
            now,
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
        with(&self.key, self.now, |history| {
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
        bring_here();
        let number = ENDED.with_borrow_mut(|ended| {
            *ended += 1;
            *ended
        });
        with(&self.key, self.now, |history| {
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
