//! Cursors: what is accepted is the same text after formatting, and fits into 4 KB.

use workfront_actions::services::changes::{Cursor, MOST_SEEN};

pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(cursor) = Cursor::parse(&text) {
        assert!(cursor.seen.len() <= MOST_SEEN, "{cursor:?}");
        assert_eq!(cursor.to_text(), text, "{cursor:?}");
        assert!(text.len() < 4_096, "{cursor:?}");
        let mut narrowed = cursor.clone();
        narrowed.narrow(600_000);
        assert_eq!(Cursor::parse(&narrowed.to_text()), Some(narrowed));
    }
}
