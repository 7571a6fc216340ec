//! Changes since the last call: users by their `lastUpdateDate`, each change once.
//!
//! Workfront may show a change late, with an older time than changes that were read before. So every call reads an overlap
//! again, and the [`Cursor`] contains the changes of the overlap that were returned.

mod collect;
mod cursor;

pub use collect::{ChangeQuery, Collected, TIME, collect};
pub use cursor::{Cursor, MAX_SEEN, Position, Seen};

/// The longest overlap, an hour: longer ones don't fit into a cursor.
pub const MAX_OVERLAP_MS: u32 = 3_600_000;
