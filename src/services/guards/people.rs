//! The people whom one connection has shut out, and which of them count at a time.

/// How long people count, in milliseconds.
pub(super) const HOUR_MS: f64 = 3_600_000.0;
/// How many people of a connection are remembered; older ones are only counted.
const MAX_PEOPLE: usize = 10_000;

/// Which connections count together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ConnectionKey {
    /// The address and the kind of credential, without secrets.
    pub key: String,
    /// The address alone: administrators of a tenant count together, whatever the credential.
    pub address: String,
}

/// The people of one connection.
#[derive(Default)]
pub(super) struct History {
    pub key: ConnectionKey,
    /// Sorted by the person.
    pub people: Vec<Entry>,
    /// How many were dropped because there were too many, and until when they count.
    pub dropped: usize,
    pub dropped_until: f64,
    /// The default limit, and until when it holds.
    pub default_limit: Option<(usize, f64)>,
}

#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// A hash of the ID.
    pub person: u64,
    /// When the write began, in milliseconds since 1970.
    pub at: f64,
    /// How many writes are under way.
    pub in_flight: u32,
    /// The number of the write that ended last; 0 if none has.
    pub ended: u64,
}

impl Entry {
    /// Of a write that begins.
    pub fn new(person: u64, now: f64) -> Self {
        Entry {
            person,
            at: now,
            in_flight: 1,
            ended: 0,
        }
    }

    /// Whether the person counts at this time.
    pub fn counts(&self, now: f64) -> bool {
        self.in_flight > 0 || self.at > now - HOUR_MS
    }
}

impl History {
    /// How many of those who were dropped count at this time.
    pub fn dropped(&self, now: f64) -> usize {
        match self.dropped_until > now {
            true => self.dropped,
            false => 0,
        }
    }

    /// Whether no write is under way.
    pub fn is_idle(&self) -> bool {
        self.people.iter().all(|entry| entry.in_flight == 0)
    }

    pub fn position(&self, person: u64) -> Result<usize, usize> {
        self.people
            .binary_search_by_key(&person, |entry| entry.person)
    }

    /// Counts people from now on.
    pub fn add(&mut self, people: &[u64], now: f64) {
        let known = self.people.len();
        for &person in people {
            let at = self.people[..known].binary_search_by_key(&person, |entry| entry.person);
            match at.map(|at| &mut self.people[at]) {
                Ok(entry) if entry.counts(now) => entry.in_flight += 1,
                Ok(entry) => *entry = Entry::new(person, now),
                Err(_) => self.people.push(Entry::new(person, now)),
            }
        }
        self.people.sort_unstable_by_key(|entry| entry.person);
        self.drop_oldest(now);
    }

    /// Drops the oldest people if there are too many. Those who count are only counted from now on.
    fn drop_oldest(&mut self, now: f64) {
        let excess = self.people.len().saturating_sub(MAX_PEOPLE);
        if excess == 0 {
            return;
        }
        let mut idle = Vec::new();
        for entry in self.people.iter().filter(|entry| entry.in_flight == 0) {
            idle.push((entry.at, entry.person));
        }
        idle.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let mut oldest: Vec<u64> = idle
            .into_iter()
            .take(excess)
            .map(|(_, person)| person)
            .collect();
        oldest.sort_unstable();
        let mut dropped = self.dropped(now);
        self.people.retain(|entry| {
            let is_dropped = oldest.binary_search(&entry.person).is_ok();
            dropped += usize::from(is_dropped && entry.counts(now));
            !is_dropped
        });
        if dropped > self.dropped(now) {
            self.dropped = dropped;
            self.dropped_until = now + HOUR_MS;
        }
    }
}
