//! What changed since the last look: users by their `lastUpdateDate`, each change once.
//!
//! Workfront may show a change a little late, with an older time than one that was seen before. So every look goes
//! back over an overlap, and a [`Cursor`] remembers which changes of the overlap were given.

mod collect;
mod cursor;

pub use collect::{Collected, TIME, Wanted, collect};
pub use cursor::{Cursor, MOST_SEEN, Position, Seen};

/// Longer overlaps don't fit into a cursor: an hour.
pub const MAX_OVERLAP_MS: u32 = 3_600_000;
