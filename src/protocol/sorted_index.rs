//! A list of strings with an index for binary search.

use super::texts::Texts;
use fnv::FnvHasher;
use std::hash::Hasher;

/// Strings, found by binary search. Empty strings are never found.
///
/// The index is sorted by hashes: comparing two numbers takes a fraction of the time that comparing two strings takes. Strings with
/// equal hashes are sorted by themselves, so that a search takes logarithmic time whatever the strings are.
#[derive(Clone, Debug, Default)]
pub(crate) struct SortedIndex {
    values: Texts,
    /// The hashes of the values in sorted order, without those of empty values.
    hashes: Vec<u64>,
    /// The positions of the values, in the order of `hashes`; equal values in their own order.
    order: Vec<usize>,
    /// For the first bits of a hash where the hashes with these bits begin: about as many as there are hashes.
    starts: Vec<u32>,
}

impl SortedIndex {
    /// An index over these values.
    pub fn new(values: Vec<String>) -> Self {
        SortedIndex::of_texts(values.into_iter().collect())
    }

    /// The same over texts in one piece.
    pub fn of_texts(values: Texts) -> Self {
        let named = || (0..values.len()).filter(|&at| !values.get(at).is_empty());
        let count = named().count();
        let mut hashed = Vec::with_capacity(count);
        hashed.extend(named().map(|at| (hash(values.get(at)), at)));
        hashed.sort_unstable_by(|&(hash, at), &(other_hash, other)| {
            let by_hash = hash.cmp(&other_hash);
            by_hash.then_with(|| values.get(at).cmp(values.get(other)).then(at.cmp(&other)))
        });
        let (hashes, order): (Vec<u64>, _) = hashed.into_iter().unzip();
        let mut starts = vec![0; count.next_power_of_two().max(2) + 1];
        let shift = shift_of(&starts);
        for &hash in &hashes {
            starts[(hash >> shift) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        SortedIndex {
            values,
            hashes,
            order,
            starts,
        }
    }

    /// The positions of all values equal to `value`, in their order.
    pub fn all(&self, value: &str) -> &[usize] {
        if self.order.is_empty() || value.is_empty() {
            return &[];
        }
        let hash = hash(value);
        let first_bits = (hash >> shift_of(&self.starts)) as usize;
        let near = self.starts[first_bits] as usize..self.starts[first_bits + 1] as usize;
        let from = near.start + self.hashes[near.clone()].partition_point(|&other| other < hash);
        let to = from + self.hashes[from..near.end].partition_point(|&other| other == hash);
        let same_hash = &self.order[from..to];
        let before = same_hash.partition_point(|&at| self.values.get(at) < value);
        let rest = &same_hash[before..];
        &rest[..rest.partition_point(|&at| self.values.get(at) == value)]
    }

    /// The first position of `value`.
    pub fn first(&self, value: &str) -> Option<usize> {
        self.all(value).first().copied()
    }

    /// Whether every value is empty, or there is none.
    #[cfg(feature = "plans")]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// For each value, whether another value is equal.
    pub fn duplicates(&self) -> Vec<bool> {
        let mut duplicates = vec![false; self.values.len()];
        for pair in self.order.windows(2) {
            if self.values.get(pair[0]) == self.values.get(pair[1]) {
                duplicates[pair[0]] = true;
                duplicates[pair[1]] = true;
            }
        }
        duplicates
    }

    /// The value at a position; empty past the end.
    pub fn get(&self, at: usize) -> &str {
        self.values.get(at)
    }
}

/// How many bits of a hash follow those that `starts` has.
fn shift_of(starts: &[u32]) -> u32 {
    63 - (starts.len() as u64 / 2).ilog2()
}

fn hash(value: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(value.as_bytes());
    hasher.finish()
}
