use super::state::{check, enter_item, leave, replace_problems};
use super::stopped::Stopped;
use super::value::CollectingDeserializer;
use super::{Problems, read_here, read_json};
use crate::error::Error;
use crate::json::Json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// The items of an array of which each has a result of its own: an item with a problem doesn't affect the others. Only if no
/// item is valid, the problems are those of the whole input.
#[derive(Clone, Debug)]
pub struct Lines<T> {
    /// The valid items.
    pub items: Vec<T>,
    /// The invalid ones, in order.
    pub invalid: Vec<InvalidLine>,
}

/// An item with a problem.
#[derive(Clone, Debug)]
pub struct InvalidLine {
    /// Its position in the array; the first is 0.
    pub position: usize,
    /// The item, if it is a string.
    pub text: Option<String>,
    /// The validation error, which names the path and the value.
    pub error: Error,
}

impl<T> Lines<T> {
    /// The number of all items.
    pub fn len(&self) -> usize {
        self.items.len() + self.invalid.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The position of each valid item in the array.
    pub fn positions(&self) -> impl Iterator<Item = usize> {
        let mut invalid = self.invalid.iter().map(|line| line.position).peekable();
        (0..self.len()).filter(move |at| invalid.next_if_eq(at).is_none())
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Lines<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut lines = Lines {
            items: Vec::new(),
            invalid: Vec::new(),
        };
        let Some(json) = read_json(deserializer)? else {
            return Ok(lines);
        };
        if !json.is_array() {
            // Records the problem.
            lines.items = read_here(&json)?;
            return Ok(lines);
        }
        let mut all = Problems::default();
        lines.items.reserve(json.len());
        for position in 0..json.len() {
            let item = json.at(position);
            let (value, problems) = read_item(&item, position);
            match value.filter(|_| problems.is_empty()) {
                Some(value) => lines.items.push(value),
                None => {
                    all.append(&problems);
                    lines
                        .invalid
                        .push(InvalidLine::new(position, &item, problems));
                }
            }
        }
        if lines.items.is_empty() {
            check(|_, problems| problems.append(&all));
        }
        Ok(lines)
    }
}

/// The item, and its problems alone.
fn read_item<T: DeserializeOwned>(item: &Json, position: usize) -> (Option<T>, Problems) {
    let outer = replace_problems(Problems::default());
    let length = enter_item(position);
    let present = Some(item.clone()).filter(|item| !item.is_null());
    let is_null = present.is_none();
    let value: Result<T, Stopped> =
        T::deserialize(CollectingDeserializer::of(present, false, is_null));
    leave(length);
    (value.ok(), replace_problems(outer))
}

impl InvalidLine {
    fn new(position: usize, item: &Json, problems: Problems) -> Self {
        let error = problems.into_result().err();
        let error = error.unwrap_or_else(|| Error::invalid("input", "can't be read"));
        InvalidLine {
            position,
            text: item.as_str().filter(|text| !text.is_empty()),
            error: error.with_hint("This item was not sent. Correct it, and run it again."),
        }
    }
}
