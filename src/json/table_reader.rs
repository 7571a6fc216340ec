//! Fills a table with the values of objects, as they come.

use super::raw::{OnMember, unescaped};
use std::ops::Range;

/// How many arrays and objects a value may have. One with more may be nested deeper than a parser takes, and is read as usual.
const MAX_NESTED: usize = 100;

/// A member of the object that was read before: its name, and the position in the table.
type Known = (String, Option<usize>);

/// Fills a table.
pub(super) struct TableReader<'a> {
    text: &'a str,
    names: &'a [String],
    /// Objects of a list usually have the same members in the same order.
    known: Vec<Known>,
    /// How many members of the present item were read.
    index: usize,
    /// Where the members of the present item are; 0 to 0 if it has none.
    item: Range<u32>,
    /// Whether every value can be parsed by itself.
    pub is_flat: bool,
    /// As in the table.
    pub unescaped: String,
    /// As in the table.
    pub items: Vec<Range<u32>>,
    /// As in the table.
    pub places: Vec<Range<u32>>,
}

impl<'a> TableReader<'a> {
    /// Reads the values of these names from this text.
    pub fn new(text: &'a str, names: &'a [String]) -> Self {
        TableReader {
            text,
            names,
            known: Vec::new(),
            index: 0,
            item: 0..0,
            is_flat: true,
            unescaped: String::new(),
            items: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Adds the places of the present item, each of an absent value, unless they are there.
    fn add_places(&mut self) {
        let count = (self.items.len() + 1) * self.names.len();
        self.places.resize(count, 0..0);
    }
}

impl<'a> OnMember<'a> for TableReader<'a> {
    fn member(&mut self, name: &'a str, value: &'a str) {
        let from = offset(self.text, value);
        if self.index == 0 {
            self.add_places();
            // With the quotation mark.
            self.item.start = offset(self.text, name) as u32 - 1;
        }
        self.item.end = (from + value.len()) as u32;
        let known = self.known.get(self.index);
        let position = match known.filter(|(known, _)| known == name) {
            Some((_, position)) => *position,
            None => {
                let position = self.names.iter().position(|wanted| wanted == name);
                self.known.truncate(self.index);
                self.known.push((name.to_owned(), position));
                position
            }
        };
        self.index += 1;
        if matches!(value.as_bytes().first(), Some(b'{' | b'[')) {
            let nested = value.bytes().filter(|byte| matches!(byte, b'[' | b'{'));
            self.is_flat &= nested.count() <= MAX_NESTED;
        }
        if let Some(position) = position {
            let place = place_of(self.text, value, &mut self.unescaped);
            let row = self.items.len() * self.names.len();
            self.places[row + position] = place.start as u32..place.end as u32;
        }
    }

    fn end(&mut self) {
        // An empty object has no first member.
        self.add_places();
        self.items.push(self.item.clone());
        self.index = 0;
        self.item = 0..0;
    }
}

/// Where a part of a text begins.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The place of a value of `text`, or of its contents in `unescaped`, as a table has it.
fn place_of(text: &str, json: &str, contents: &mut String) -> Range<usize> {
    let from = offset(text, json);
    let value = from..from + json.len();
    if !json.starts_with('"') {
        return value;
    }
    if !json.contains('\\') {
        return value.start + 1..value.end - 1;
    }
    let Some(plain) = unescaped(json) else {
        return value;
    };
    contents.push('"');
    let from = text.len() + contents.len();
    contents.push_str(&plain);
    from..text.len() + contents.len()
}
