//! The people whom each connection has shut out within the last hour: in this process, so that a loop over single calls and a
//! host that makes a connection for each item are limited as one run is. Bounded: few connections, few people each.
//!
//! Connections that count together may have different clocks, and one of them may be wrong. So each counts what is recent by its
//! own clock, and what is later than that; none removes what another has counted. Which connections and people are forgotten if
//! there are too many doesn't depend on a clock either.

use super::people::{ConnectionKey, Entry, HOUR_MS, History};
use crate::auth::TokenKey;
use crate::client::Client;
use crate::services::shared::{self, Flat, Part};
use fnv::FnvHasher;
use std::cell::RefCell;
use std::hash::Hasher;

/// How many connections are remembered; the one that was used longest ago is forgotten first, unless it is writing. They are in the
/// order of their use.
const MAX_CONNECTIONS: usize = 100;

thread_local! {
    static HISTORIES: RefCell<Vec<History>> = const { RefCell::new(Vec::new()) };
    /// The number of writes that have ended, in this process.
    static ENDED: RefCell<u64> = const { RefCell::new(0) };
}

/// The key of a connection.
pub(super) fn key_of(client: &Client) -> ConnectionKey {
    let tenant = client.tenant();
    ConnectionKey {
        key: TokenKey::of(tenant.authenticator.credentials(), &tenant.base_url).key,
        address: tenant.base_url.to_ascii_lowercase(),
    }
}

/// The number of a person in a history.
pub(super) fn hash(id: &str) -> u64 {
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

/// Works on the history of a connection.
pub(super) fn with<T>(key: &ConnectionKey, work: impl FnOnce(&mut History) -> T) -> T {
    bring_here();
    HISTORIES.with_borrow_mut(|all| {
        let position = all.iter().position(|one| one.key == *key);
        let mut history = match position {
            Some(position) => all.remove(position),
            None => {
                if all.len() >= MAX_CONNECTIONS
                    && let Some(oldest) = all.iter().position(History::is_idle)
                {
                    all.remove(oldest);
                }
                History {
                    key: key.clone(),
                    ..History::default()
                }
            }
        };
        let output = work(&mut history);
        all.push(history);
        output
    })
}

/// How many of these people haven't been shut out within the last hour, and how many others have been.
pub(super) fn count(key: &ConnectionKey, now: f64, ids: &[String]) -> (usize, usize) {
    with(key, |history| {
        let mut new: Vec<u64> = ids.iter().map(|id| hash(id)).collect();
        new.sort_unstable();
        new.dedup();
        new.retain(|person| {
            let known = history.position(*person);
            known.map_or(true, |at| !history.people[at].counts(now))
        });
        let known = history.people.iter().filter(|entry| entry.counts(now));
        (new.len(), known.count() + history.dropped(now))
    })
}

/// The default limit that was determined within the last hour.
pub(super) fn default_limit(key: &ConnectionKey, now: f64) -> Option<usize> {
    with(key, |history| {
        let is_recent = |until: f64| until > now && until <= now + HOUR_MS;
        let known = history.default_limit.filter(|(_, until)| is_recent(*until));
        known.map(|(limit, _)| limit)
    })
}

/// Remembers the default limit for an hour.
pub(super) fn set_default_limit(key: &ConnectionKey, now: f64, limit: usize) {
    with(key, |history| {
        history.default_limit = Some((limit, now + HOUR_MS))
    });
}

/// The number of writes that have ended so far: a response that is requested now shows what they did.
pub(super) fn ended() -> u64 {
    bring_here();
    ENDED.with_borrow(|ended| *ended)
}

/// Counts a write that has ended, and returns its number.
pub(super) fn next_ended() -> u64 {
    bring_here();
    ENDED.with_borrow_mut(|ended| {
        *ended += 1;
        *ended
    })
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
