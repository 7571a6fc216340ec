//! A list of strings with an index for binary search.

/// Strings, found by binary search. Empty strings are never found.
#[derive(Clone, Debug, Default)]
pub(crate) struct SortedIndex {
    values: Vec<String>,
    /// The positions of the values in sorted order; equal values in their own order. Without those of empty values.
    order: Vec<usize>,
}

impl SortedIndex {
    /// An index over these values.
    pub fn new(values: Vec<String>) -> Self {
        let mut order = Vec::new();
        for (at, value) in values.iter().enumerate() {
            if !value.is_empty() {
                order.push(at);
            }
        }
        // IDs are usually sorted already.
        if !values.is_sorted() {
            order.sort_unstable_by(|&a, &b| values[a].cmp(&values[b]).then(a.cmp(&b)));
        }
        SortedIndex { values, order }
    }

    /// The positions of all values equal to `value`, in their order.
    pub fn all(&self, value: &str) -> &[usize] {
        let rest = self.from(value);
        // Most values aren't found.
        let is_found = rest.first().is_some_and(|&at| self.values[at] == value);
        let count = match is_found {
            true => rest.partition_point(|&at| self.values[at] == value),
            false => 0,
        };
        &rest[..count]
    }

    /// The positions from the first value that isn't less than `value`.
    fn from(&self, value: &str) -> &[usize] {
        let from = self.order.partition_point(|&at| *self.values[at] < *value);
        self.order.get(from..).unwrap_or_default()
    }

    /// The first position of `value`.
    pub fn first(&self, value: &str) -> Option<usize> {
        let first = self.from(value).first().copied();
        first.filter(|&at| self.values[at] == value)
    }

    /// Whether every value is empty.
    #[cfg(feature = "plans")]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// For each value, whether another value is equal.
    pub fn duplicates(&self) -> Vec<bool> {
        let mut duplicates = vec![false; self.values.len()];
        for pair in self.order.windows(2) {
            let value = &self.values[pair[0]];
            if *value == self.values[pair[1]] {
                duplicates[pair[0]] = true;
                duplicates[pair[1]] = true;
            }
        }
        duplicates
    }

    /// The values, in their own order.
    pub fn values(&self) -> &[String] {
        &self.values
    }
}
