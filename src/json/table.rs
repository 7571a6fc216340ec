//! The values of some properties of many objects, read at once: reading them one by one crosses the boundary for each.

use super::Json;
use std::ops::Range;

/// How many objects are written as one text at a time.
const CHUNK: usize = 2_000;

/// The values that the items of an array have under some names, as `JSON.stringify` writes them.
#[derive(Debug)]
pub struct Table {
    names: Vec<String>,
    text: String,
    /// The places of the values in `text`, item by item; empty where a value is absent.
    places: Vec<Range<u32>>,
}

/// A value of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableValue<'a> {
    /// The item is no object, or has no such property.
    Absent,
    /// A string, without its quotation marks.
    Text(&'a str),
    /// Any other value as JSON text, also a string that has escapes.
    Other(&'a str),
}

impl<'a> TableValue<'a> {
    fn of(text: &'a str) -> Self {
        let inner = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        match inner {
            _ if text.is_empty() => TableValue::Absent,
            Some(inner) if !inner.contains('\\') => TableValue::Text(inner),
            _ => TableValue::Other(text),
        }
    }

    /// Whether the value is absent or null.
    pub fn is_null(self) -> bool {
        matches!(self, TableValue::Absent | TableValue::Other("null"))
    }

    /// The text; empty for null. `None` for anything else.
    pub fn text(self) -> Option<&'a str> {
        match self {
            TableValue::Text(text) => Some(text),
            value => value.is_null().then_some(""),
        }
    }

    /// The value under a name, if this is an object.
    pub fn get(self, name: &str) -> TableValue<'a> {
        let mut found = TableValue::Absent;
        if let TableValue::Other(text) = self
            && text.starts_with('{')
        {
            members(text, 0, &mut |key, value| {
                if text[key] == *name {
                    found = TableValue::of(&text[value]);
                }
            });
        }
        found
    }
}

impl Table {
    /// The values of these names. `None` if a name or an item can't be read in this way.
    pub fn read(items: &Json, names: &[&str]) -> Option<Self> {
        // A name with escapes would not be found.
        let is_plain =
            |name: &&str| !name.contains(['"', '\\']) && !name.contains(char::is_control);
        if !names.iter().all(is_plain) {
            return None;
        }
        let count = items.len();
        let mut table = Table {
            names: names.iter().map(|&name| name.to_owned()).collect(),
            text: String::new(),
            places: Vec::with_capacity(count * names.len()),
        };
        for from in (0..count).step_by(CHUNK) {
            let to = count.min(from + CHUNK);
            let text = items.picked_text(from..to, names)?;
            table.add(&text)?;
        }
        (table.places.len() == count * names.len()).then_some(table)
    }

    /// Adds the items of a text; `None` if they are too long.
    fn add(&mut self, text: &str) -> Option<()> {
        let start = self.text.len();
        u32::try_from(start + text.len()).ok()?;
        self.text.push_str(text);
        let mut at = 1;
        while at < text.len() && text.as_bytes()[at] != b']' {
            let row = self.places.len();
            self.places.resize(row + self.names.len(), 0..0);
            // The members are in the order of the names.
            let mut next = 0;
            let mut on_member = |key: Range<usize>, value: Range<usize>| {
                let key = &text[key];
                let after = self.names[next..].iter().position(|name| name == key);
                let found = after.map(|after| next + after);
                let Some(found) = found.or_else(|| self.names.iter().position(|name| name == key))
                else {
                    return;
                };
                let place = (start + value.start) as u32..(start + value.end) as u32;
                self.places[row + found] = place;
                next = found + 1;
            };
            at = match text.as_bytes()[at] {
                b'{' => members(text, at, &mut on_member),
                _ => end_of_value(text, at),
            };
            at += usize::from(text.as_bytes().get(at) == Some(&b','));
        }
        Some(())
    }

    /// The position of a name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The value of an item under the name at a position.
    pub fn at(&self, item: usize, position: usize) -> TableValue<'_> {
        let place = &self.places[item * self.names.len() + position];
        TableValue::of(&self.text[place.start as usize..place.end as usize])
    }

    /// The value of an item under a name; absent if the table doesn't have the name.
    pub fn get(&self, item: usize, name: &str) -> TableValue<'_> {
        let position = self.position(name);
        position.map_or(TableValue::Absent, |position| self.at(item, position))
    }
}

/// Calls `on_member` with the places of each key and value of the object that begins at `at`; returns where it ends.
fn members(
    text: &str,
    mut at: usize,
    on_member: &mut dyn FnMut(Range<usize>, Range<usize>),
) -> usize {
    let bytes = text.as_bytes();
    at += 1;
    while bytes.get(at) == Some(&b'"') {
        let end = end_of_string(bytes, at);
        let key = at + 1..end - 1;
        let value = end + 1..end_of_value(text, end + 1);
        at = value.end;
        on_member(key, value);
        at += usize::from(bytes.get(at) == Some(&b','));
    }
    at + 1
}

/// Where the value that begins at `at` ends.
fn end_of_value(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = end_of_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b',' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    at
}

/// Where the string that begins at `at` ends, with its quotation marks.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::{Table, TableValue};
    use crate::json::Json;

    #[test]
    fn a_table_has_the_values_of_all_items() {
        let text = r#"[{"b":"x, \"y\"]","a":"é}","c":[1,"]"]},7,{"a":null,"d":{"a":{"n":"["},"m":true}},{}]"#;
        let items = Json::parse(text).unwrap_or_else(Json::null);
        let table = Table::read(&items, &["a", "b", "c", "d"]).expect("a table");
        assert_eq!(table.get(0, "a"), TableValue::Text("é}"));
        assert_eq!(table.get(0, "b"), TableValue::Other(r#""x, \"y\"]""#));
        assert_eq!(table.get(0, "c"), TableValue::Other(r#"[1,"]"]"#));
        assert_eq!(table.get(0, "d"), TableValue::Absent);
        assert_eq!(table.get(1, "a"), TableValue::Absent);
        assert!(table.get(2, "a").is_null());
        assert_eq!(table.get(2, "d").get("m"), TableValue::Other("true"));
        assert_eq!(table.get(2, "d").get("a").get("n"), TableValue::Text("["));
        assert_eq!(table.get(3, "c"), TableValue::Absent);
        assert!(Table::read(&items, &["a\"b"]).is_none());
    }
}
