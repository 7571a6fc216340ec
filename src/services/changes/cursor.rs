use crate::model::{Id, date, fingerprint};
use base64ct::{Base64UrlUnpadded, Encoding};

/// The first version of the text; whatever follows may change with another.
const VERSION: &str = "1.";

/// So many changes fit into a cursor of less than 4 KB.
pub const MOST_SEEN: usize = 290;

/// No date of four digits is later than this.
const LAST_MOMENT: i64 = 253_402_300_799_999;

/// Bytes of a change that was given: its age against the newest, and its print.
const SEEN_BYTES: usize = 10;

/// No age in a cursor is more: 40 days, which fit into four bytes.
const MAX_AGE_MS: i64 = 40 * date::DAY_MS;

/// Where the next look begins, and what it must not give again. Moments are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The newest change that was given.
    pub newest: i64,
    /// From here on, `seen` holds every change that was given.
    pub from: i64,
    /// When the looks began that go on from `after`; as good as `newest` without.
    pub began: i64,
    /// The last row of a look that was cut short; the next one continues behind it.
    pub after: Option<Position>,
    /// The changes of the overlap that were given.
    pub seen: Vec<Seen>,
}

/// A row's place in the order of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// When it was changed.
    pub time: i64,
    /// The user.
    pub id: Id,
}

/// A change that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// When it happened.
    pub time: i64,
    /// A short print of the user and the moment, 48 bits.
    pub print: u64,
}

impl Seen {
    /// The change of this user at this moment.
    pub fn of(position: &Position) -> Self {
        let time = position.time.to_string();
        let print = fingerprint::of(&[position.id.as_str(), &time]);
        Seen {
            time: position.time,
            print: (print ^ print >> 48) & 0xffff_ffff_ffff,
        }
    }
}

impl Cursor {
    /// A cursor that begins at this moment.
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

    /// Leaves what lies before the overlap behind. Tells whether the overlap had to be made narrower, so that the
    /// cursor stays small: a change inside the part left out that Workfront shows late won't be seen then.
    ///
    /// The overlap is that of the moment when these looks began: what shows late while one continues another isn't
    /// behind the place where they go on, and is found only when they go back.
    pub fn narrow(&mut self, overlap: i64) -> bool {
        // Rows behind the place to continue at come again, whatever the overlap.
        let place = self.after.as_ref().map_or(i64::MAX, |after| after.time);
        let start = (self.newest.min(self.began) - overlap).min(place);
        self.begin_at(self.from.max(start).max(self.newest - MAX_AGE_MS));
        // All changes of a moment stay or go together.
        self.seen.sort_unstable();
        let surplus = self.seen.len().checked_sub(MOST_SEEN + 1);
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

    /// The cursor as text.
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
            add(&mut bytes, seen.print as i64, 6);
        }
        let mut checked = Vec::new();
        add(&mut checked, check_of(&bytes), 4);
        checked.extend_from_slice(&bytes);
        format!("{VERSION}{}", Base64UrlUnpadded::encode_string(&checked))
    }

    /// The cursor that a text is, unless it is broken.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Base64UrlUnpadded::decode_vec(text.strip_prefix(VERSION)?).ok()?;
        let mut bytes = bytes.as_slice();
        let check = take(&mut bytes, 4)?;
        if check != check_of(bytes) & 0xffff_ffff {
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
        if bytes.len() > MOST_SEEN * SEEN_BYTES {
            return None;
        }
        while !bytes.is_empty() {
            cursor.seen.push(Seen {
                time: cursor.newest - take(&mut bytes, 4)?,
                print: take(&mut bytes, 6)? as u64,
            });
        }
        Some(cursor)
    }
}

/// So that a text which was cut or mixed up isn't taken for another cursor.
fn check_of(bytes: &[u8]) -> i64 {
    fingerprint::of(&[Base64UrlUnpadded::encode_string(bytes).as_str()]) as i64
}

/// Adds the lowest bytes of a number, the highest of them first.
fn add(bytes: &mut Vec<u8>, number: i64, count: usize) {
    bytes.extend_from_slice(&number.to_be_bytes()[8 - count..]);
}

/// Takes a number of so many bytes from the front.
fn take(bytes: &mut &[u8], count: usize) -> Option<i64> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    let mut number = 0;
    for &byte in taken {
        number = number << 8 | i64::from(byte);
    }
    Some(number)
}
