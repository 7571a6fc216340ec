/// Many texts in one piece of memory, which takes less than a `String` for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    text: String,
    /// Where each one ends.
    ends: Vec<usize>,
}

impl Texts {
    /// Nothing yet, with memory for so many texts.
    pub fn with_capacity(count: usize) -> Self {
        Texts {
            text: String::new(),
            ends: Vec::with_capacity(count),
        }
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// The number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text; empty past the end.
    pub fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.end(before));
        self.text.get(from..self.end(at)).unwrap_or_default()
    }

    fn end(&self, at: usize) -> usize {
        self.ends.get(at).copied().unwrap_or(self.text.len())
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let all = all.into_iter();
        let mut texts = Texts::with_capacity(all.size_hint().0);
        for text in all {
            texts.push(text.as_ref());
        }
        texts
    }
}
