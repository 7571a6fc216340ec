//! Detects in constant memory that the pages of a list repeat. A server or proxy that ignores the page number would return
//! them forever.

use crate::error::{Error, ErrorKind, Result};
use fnv::FnvHasher;
use std::hash::Hasher;

/// The bits of a Bloom filter. After a million IDs most seem known, but never all of a page.
const BITS: usize = 1 << 20;
/// Rows can move to the next page between two reads, so a single page without new rows proves nothing.
const MAX_REPEATED: u32 = 2;

/// The rows of the pages so far.
#[derive(Debug, Default)]
pub struct RepeatedPages {
    seen: Vec<u8>,
    repeated: u32,
}

impl RepeatedPages {
    /// Adds the rows of a page that is followed by another.
    ///
    /// # Errors
    /// Kind `unexpectedResponse` if several pages in a row have no new row.
    pub fn add(&mut self, ids: impl Iterator<Item = String>) -> Result<()> {
        self.seen.resize(BITS / 8, 0);
        let mut is_new = false;
        for id in ids {
            is_new |= self.add_one(&id);
        }
        self.repeated = if is_new { 0 } else { self.repeated + 1 };
        if self.repeated < MAX_REPEATED {
            return Ok(());
        }
        let message = "The pages of the list repeat: the last ones have only rows of earlier pages";
        Err(Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
            "The server or a proxy before it ignores the page number. Narrow the search until its result fits one page.",
        ))
    }

    fn add_one(&mut self, id: &str) -> bool {
        let mut hasher = FnvHasher::default();
        hasher.write(id.as_bytes());
        let hash = hasher.finish();
        let mut is_new = false;
        for part in [hash, hash >> 21, hash >> 42] {
            let bit = part as usize & (BITS - 1);
            let mask = 1 << (bit % 8);
            if let Some(byte) = self.seen.get_mut(bit / 8) {
                is_new |= *byte & mask == 0;
                *byte |= mask;
            }
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::RepeatedPages;

    #[test]
    fn one_page_without_new_rows_is_accepted_and_two_are_not() {
        let mut pages = RepeatedPages::default();
        let mut add = |ids: &[&str]| pages.add(ids.iter().map(|id| (*id).to_owned())).is_ok();
        assert!(add(&["a", "b"]));
        assert!(add(&["b", "a"]), "once");
        assert!(add(&["b", "c"]));
        assert!(add(&["a", "c"]), "once again");
        assert!(!add(&["a", "b"]));
    }

    #[test]
    fn pages_without_rows_have_no_new_row() {
        let mut pages = RepeatedPages::default();
        assert!(pages.add(std::iter::empty()).is_ok());
        assert!(pages.add(std::iter::empty()).is_err());
    }

    #[test]
    fn a_million_rows_are_all_new() {
        let mut pages = RepeatedPages::default();
        for page in 0..500 {
            let ids = (0..2_000).map(|row| format!("{page}-{row}"));
            assert!(pages.add(ids).is_ok(), "{page}");
        }
    }
}
