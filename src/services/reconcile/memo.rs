//! What texts mean, remembered: a list names the same few groups and access levels again and again.

use std::cell::RefCell;

/// How many texts are remembered: names of groups, not of people.
const MAX_KNOWN: usize = 1_000;

/// The meanings of texts that were seen before, in the order of the texts.
#[derive(Debug)]
pub struct Memo<V>(RefCell<Vec<(String, V)>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo(RefCell::default())
    }
}

impl<V> Memo<V> {
    /// What `read` returns of the meaning of a text, which is found once.
    pub fn get<R>(
        &self,
        text: &str,
        meaning: impl FnOnce(&str) -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        let mut known = self.0.borrow_mut();
        match known.binary_search_by(|(known, _)| known.as_str().cmp(text)) {
            Ok(at) => read(&known[at].1),
            Err(place) => {
                let meaning = meaning(text);
                let result = read(&meaning);
                if known.len() < MAX_KNOWN {
                    known.insert(place, (text.to_owned(), meaning));
                }
                result
            }
        }
    }
}
