//! The IDs of the users that were read.

use crate::model::is_guid;

/// Counts different IDs.
#[derive(Debug, Default)]
pub struct SeenIds {
    /// IDs in Workfront's form, which take a quarter of the memory as numbers.
    numbers: Vec<u128>,
    others: Vec<String>,
}

impl SeenIds {
    /// Nothing yet, of so many IDs.
    pub fn with_capacity(count: usize) -> Self {
        SeenIds {
            numbers: Vec::with_capacity(count),
            others: Vec::new(),
        }
    }

    /// Adds an ID.
    pub fn add(&mut self, id: &str) {
        let number = u128::from_str_radix(id, 16).ok();
        match number.filter(|_| is_guid(id)) {
            Some(number) => self.numbers.push(number),
            None => self.others.push(id.to_ascii_lowercase()),
        }
    }

    /// How many were added.
    pub fn count(&self) -> usize {
        self.numbers.len() + self.others.len()
    }

    /// How many of them are different.
    pub fn distinct(mut self) -> usize {
        self.numbers.sort_unstable();
        self.numbers.dedup();
        self.others.sort_unstable();
        self.others.dedup();
        self.count()
    }
}
