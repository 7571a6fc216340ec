//! Values of a list that the mapping or the tenant doesn't know: one warning for each, however many people have it.

use super::place::place;
use crate::error::counted;
use crate::json::Json;
use crate::services::plans::Draft;

/// How many rows are named in a warning.
const MAX_NAMED: usize = 5;

/// How many values have a warning of their own.
const MAX_WARNINGS: usize = 20;

/// How many values are told apart: a list with more is wrong as a whole.
const MAX_VALUES: usize = 200;

/// A value that isn't known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    /// The field, and what is wrong with the value.
    pub problem: String,
    /// Whether the field keeps its present value; otherwise the person is held back.
    pub is_kept: bool,
}

/// How many people have a value, and the first of them: lines of the file, or numbers of rows.
#[derive(Debug)]
struct People {
    value: UnknownValue,
    count: usize,
    first: Vec<u64>,
    is_file: bool,
}

/// The people who have values that aren't known.
#[derive(Debug, Default)]
pub struct UnknownValues {
    values: Vec<People>,
    /// How many people have other values.
    others: usize,
}

impl UnknownValues {
    /// Adds a person, who has this row.
    pub fn add(&mut self, value: UnknownValue, row: &Json, at: usize) {
        let (name, number) = place(row, at);
        self.add_people(People {
            value,
            count: 1,
            first: vec![number as u64],
            is_file: name == "line",
        });
    }

    fn add_people(&mut self, people: People) {
        let mut values = self.values.iter();
        match values.position(|known| known.value == people.value) {
            Some(at) => self.values[at].add(people),
            None if self.values.len() < MAX_VALUES => self.values.push(people),
            None => self.others += people.count,
        }
    }

    /// Adds the people of others.
    pub fn append(&mut self, others: UnknownValues) {
        self.others += others.others;
        for people in others.values {
            self.add_people(people);
        }
    }

    /// Adds a warning for each value, the most frequent first.
    pub fn warn(mut self, draft: &mut Draft) {
        for _ in 0..MAX_WARNINGS {
            let most = self.values.iter().map(|people| people.count).max();
            let at = self
                .values
                .iter()
                .position(|people| Some(people.count) == most);
            let Some(at) = at else { break };
            draft.warn(&self.values.remove(at).warning());
        }
        let rest = self.values.iter().map(|people| people.count);
        let rest = self.others + rest.sum::<usize>();
        if rest > 0 {
            draft.warn(&format!(
                "Other values of {} aren't known either: 'checkMapping' names each of them.",
                counted(rest, "row", "rows")
            ));
        }
    }
}

impl People {
    fn add(&mut self, others: People) {
        self.count += others.count;
        self.is_file |= others.is_file;
        for number in others.first {
            let mut first = self.first.iter();
            let at = first.position(|&known| known > number);
            self.first.insert(at.unwrap_or(self.first.len()), number);
            self.first.truncate(MAX_NAMED);
        }
    }

    fn warning(&self) -> String {
        let first: Vec<String> = self.first.iter().map(u64::to_string).collect();
        let what = if self.is_file { "line" } else { "row" };
        let mut rows = first.join(", ");
        if self.count > first.len() {
            rows.push_str(&format!(" and {} more", self.count - first.len()));
        }
        let (problem, count) = (&self.value.problem, self.count);
        let what = match count {
            1 => format!("1 person ({what} {rows})"),
            _ => format!("{count} people ({what}s {rows})"),
        };
        let advice = match self.value.is_kept {
            true => "The field stays as it is, as onUnknown says",
            false => {
                "They are held back: correct the value, list it in the mapping's 'map', or set onUnknown to 'keep' to leave the field as it is"
            }
        };
        format!("{problem}: {what}. {advice}.")
    }
}
