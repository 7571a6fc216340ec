//! The IDs or e-mail addresses of an input: each once, with its positions.

use super::Person;
use crate::input::{InvalidLine, Lines};
use crate::protocol::SortedIndex;

/// The different values of an input, in its order.
pub(super) struct Requested {
    /// The values to look up.
    pub values: Vec<String>,
    /// The number of invalid items.
    pub invalid: usize,
    /// The first position of each value in the input.
    first: Vec<usize>,
    /// The values that occur several times, by their number in `values`, with all their positions.
    repeated: Vec<(usize, Vec<usize>)>,
}

impl Requested {
    /// The values of the valid items. Two that differ only in case are the same.
    pub fn new<T>(lines: &Lines<T>, value: impl Fn(&T) -> String) -> Self {
        let mut all = Vec::with_capacity(lines.items.len());
        let mut keys = Vec::with_capacity(lines.items.len());
        for line in &lines.items {
            let value = value(line);
            keys.push(value.to_ascii_lowercase());
            all.push(value);
        }
        let at: Vec<usize> = lines.positions().collect();
        let index = SortedIndex::new(keys);
        let duplicates = index.duplicates();
        let mut requested = Requested {
            values: Vec::with_capacity(all.len()),
            invalid: lines.invalid.len(),
            first: Vec::with_capacity(all.len()),
            repeated: Vec::new(),
        };
        for (item, value) in all.into_iter().enumerate() {
            if duplicates[item] {
                let same = index.all(&value.to_ascii_lowercase());
                if same.first() != Some(&item) {
                    continue;
                }
                let positions = same.iter().map(|&item| at[item]).collect();
                requested.repeated.push((requested.values.len(), positions));
            }
            requested.values.push(value);
            requested.first.push(at[item]);
        }
        requested
    }

    /// All people in the order of the input, the invalid items among them.
    pub fn merge<T>(
        self,
        people: Vec<Person>,
        lines: &Lines<T>,
        invalid: impl Fn(&InvalidLine) -> Person,
    ) -> Vec<Person> {
        let mut merged = Vec::with_capacity(people.len() + lines.invalid.len());
        let mut lines = lines.invalid.iter().peekable();
        let mut repeated = self.repeated.into_iter().peekable();
        for mut person in people {
            let value = person.requested;
            while let Some(line) = lines.next_if(|line| line.position < self.first[value]) {
                merged.push(invalid(line));
            }
            while repeated.next_if(|(other, _)| *other < value).is_some() {}
            if let Some((_, positions)) = repeated.peek().filter(|(other, _)| *other == value) {
                person.positions.clone_from(positions);
            }
            merged.push(person);
        }
        merged.extend(lines.map(invalid));
        merged
    }
}
