use crate::model::{Id, date, fingerprint};
use base64ct::{Base64UrlUnpadded, Encoding};

/// The version of the cursor's format, at its start.
const VERSION: &str = "1.";

/// How many changes fit into a cursor of less than 4 KB.
pub const MAX_SEEN: usize = 290;

/// The last time with a year of four digits.
const LAST_MOMENT: i64 = 253_402_300_799_999;

/// The bytes of a change: its age compared with the newest, and its fingerprint.
const SEEN_BYTES: usize = 10;

/// The greatest age in a cursor: 40 days, which fit into four bytes.
const MAX_AGE_MS: i64 = 40 * date::DAY_MS;

/// Where the next call begins, and which changes it must not return again. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The newest change that was returned.
    pub newest: i64,
    /// From this time on, `seen` contains every change that was returned.
    pub from: i64,
    /// When the first of the calls began that continue at `after`; without `after` the same as `newest`.
    pub began: i64,
    /// The last row of a call that reached its limit. The next call continues after it.
    pub after: Option<Position>,
    /// The changes of the overlap that were returned.
    pub seen: Vec<Seen>,
}

/// The position of a row in the order of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The time of the change.
    pub time: i64,
    /// The user.
    pub id: Id,
}

/// A change that was returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The time of the change.
    pub time: i64,
    /// A fingerprint of the user and the time, 48 bits.
    pub fingerprint: u64,
}

impl Seen {
    /// The change at this position.
    pub fn of(position: &Position) -> Self {
        let time = position.time.to_string();
        let hash = fingerprint::of(&[position.id.as_str(), &time]);
        Seen {
            time: position.time,
            fingerprint: (hash ^ hash >> 48) & 0xffff_ffff_ffff,
        }
    }
}

impl Cursor {
    /// A cursor that begins at this time.
    pub fn starting(at: i64) -> Self {
        let at = at.clamp(0, LAST_MOMENT);
        Cursor {
            newest: at,
            from: at,
            began: at,
            after: None,
            seen: Vec::new(),
        }
    }

    /// Removes the changes before the overlap. Returns whether the overlap had to be shortened to keep the cursor small: a
    /// change of the removed part that Workfront shows late will be missed.
    ///
    /// The overlap counts from the time when the first of these calls began: a change that becomes visible between two calls
    /// may be before the position at which they continue, and only a later call that goes back finds it.
    pub fn shorten(&mut self, overlap: i64) -> bool {
        // Rows after the position to continue at are read again, regardless of the overlap.
        let place = self.after.as_ref().map_or(i64::MAX, |after| after.time);
        let start = (self.newest.min(self.began) - overlap).min(place);
        self.begin_at(self.from.max(start).max(self.newest - MAX_AGE_MS));
        // All changes of the same time stay or are removed together.
        self.seen.sort_unstable();
        let surplus = self.seen.len().checked_sub(MAX_SEEN + 1);
        let Some(too_old) = surplus.and_then(|last| self.seen.get(last)) else {
            return false;
        };
        self.begin_at(too_old.time + 1);
        true
    }

    fn begin_at(&mut self, from: i64) {
        self.from = from;
        self.seen.retain(|seen| seen.time >= from);
    }

    /// The cursor as a string.
    pub fn to_text(&self) -> String {
        let mut bytes = Vec::new();
        add(&mut bytes, self.newest, 8);
        add(&mut bytes, self.began, 8);
        add(&mut bytes, self.newest + 1 - self.from, 4);
        match &self.after {
            Some(after) => {
                let id = after.id.as_str().as_bytes();
                add(&mut bytes, id.len() as i64, 1);
                add(&mut bytes, self.newest - after.time, 4);
                bytes.extend_from_slice(id);
            }
            None => add(&mut bytes, 0, 1),
        }
        for seen in &self.seen {
            add(&mut bytes, self.newest - seen.time, 4);
            add(&mut bytes, seen.fingerprint as i64, 6);
        }
        let mut checked = Vec::new();
        add(&mut checked, checksum(&bytes), 4);
        checked.extend_from_slice(&bytes);
        format!("{VERSION}{}", Base64UrlUnpadded::encode_string(&checked))
    }

    /// Reads a cursor; `None` if it is malformed.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Base64UrlUnpadded::decode_vec(text.strip_prefix(VERSION)?).ok()?;
        let mut bytes = bytes.as_slice();
        let check = take(&mut bytes, 4)?;
        if check != checksum(bytes) & 0xffff_ffff {
            return None;
        }
        let mut cursor = Cursor::starting(0);
        let mut moment = || take(&mut bytes, 8).filter(|at| (0..=LAST_MOMENT).contains(at));
        (cursor.newest, cursor.began) = (moment()?, moment()?);
        cursor.from = cursor.newest + 1 - take(&mut bytes, 4)?;
        let length = take(&mut bytes, 1)? as usize;
        if length > 0 {
            let time = cursor.newest - take(&mut bytes, 4)?;
            let (id, rest) = bytes.split_at_checked(length)?;
            let id: String = id.iter().map(|&byte| char::from(byte)).collect();
            let id = Id::parse(&id)?;
            cursor.after = Some(Position { time, id });
            bytes = rest;
        }
        if bytes.len() > MAX_SEEN * SEEN_BYTES {
            return None;
        }
        while !bytes.is_empty() {
            cursor.seen.push(Seen {
                time: cursor.newest - take(&mut bytes, 4)?,
                fingerprint: take(&mut bytes, 6)? as u64,
            });
        }
        Some(cursor)
    }
}

/// A checksum, which detects a cursor that was cut or changed.
fn checksum(bytes: &[u8]) -> i64 {
    fingerprint::of(&[Base64UrlUnpadded::encode_string(bytes).as_str()]) as i64
}

/// Adds the lowest `count` bytes of a number in big-endian order.
fn add(bytes: &mut Vec<u8>, number: i64, count: usize) {
    bytes.extend_from_slice(&number.to_be_bytes()[8 - count..]);
}

/// Removes a big-endian number of `count` bytes from the front.
fn take(bytes: &mut &[u8], count: usize) -> Option<i64> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    let mut number = 0;
    for &byte in taken {
        number = number << 8 | i64::from(byte);
    }
    Some(number)
}
