//! The values of some properties of many objects, read at once: reading them one by one crosses the boundary for each.

use super::Json;
use super::raw::{members, members_of_data, members_of_items};
use super::table_reader::TableReader;
use std::ops::Range;

/// The values that the items of an array have under some names, in JSON text.
#[derive(Debug)]
pub struct Table {
    names: Vec<String>,
    text: String,
    /// Strings without their escapes. Their places follow those in `text`.
    unescaped: String,
    /// The places of the members of each item in `text`, without the braces; none after [`Table::compact`].
    items: Vec<Range<u32>>,
    /// The places of the values, item by item; 0 to 0 where a value is absent. Those of strings without escapes are between
    /// their quotation marks, so that a quotation mark comes before them and before no other value.
    places: Vec<Range<u32>>,
}

/// A value of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableValue<'a> {
    /// The item has no such property.
    Absent,
    /// A string, without its quotation marks.
    Text(&'a str),
    /// Any other value as JSON text, also a string that has escapes.
    Other(&'a str),
}

impl<'a> TableValue<'a> {
    fn of(text: &'a str) -> Self {
        match text.as_bytes() {
            [] => TableValue::Absent,
            [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => {
                TableValue::Text(&text[1..text.len() - 1])
            }
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

    /// Writes the value as JSON text; nothing if it is absent.
    pub fn write_json(self, to: &mut String) {
        match self {
            TableValue::Absent => {}
            TableValue::Text(text) => {
                to.push('"');
                to.push_str(text);
                to.push('"');
            }
            TableValue::Other(text) => to.push_str(text),
        }
    }

    /// The value under a name, if this is an object. `None` if a name has an escape, which would have to be read to be compared.
    pub fn get(self, name: &str) -> Option<TableValue<'a>> {
        let mut found = TableValue::Absent;
        if let TableValue::Other(text) = self
            && text.starts_with('{')
        {
            members(text, &mut |key, value| {
                if key == name {
                    found = TableValue::of(value);
                }
            })?;
        }
        Some(found)
    }
}

impl Table {
    /// The values of these names in some items of an array. `None` if they can't be written as JSON, or an item is no object.
    pub fn of_items(array: &Json, range: Range<usize>, names: &[&str]) -> Option<Self> {
        let count = range.len();
        let table = Table::read(array.items_text(range)?, names, false).ok();
        table.filter(|table| table.len() == count)
    }

    /// The values of these names in the items of a response, `{"data": […]}`.
    ///
    /// # Errors
    /// The text, if it is anything else.
    pub fn of_response(text: String, names: &[&str]) -> Result<Self, String> {
        Table::read(text, names, true)
    }

    fn read(text: String, names: &[&str], in_envelope: bool) -> Result<Self, String> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut reader = TableReader::new(&text, &names);
        let is_read = match in_envelope {
            true => members_of_data(&text, &mut reader),
            false => members_of_items(&text, &mut reader),
        };
        let is_json = is_read.is_some() && reader.is_flat;
        let (items, places, unescaped) = (reader.items, reader.places, reader.unescaped);
        // Places are numbers of 32 bits.
        if !is_json || u32::try_from(text.len() + unescaped.len()).is_err() {
            return Err(text);
        }
        Ok(Table {
            names,
            text,
            unescaped,
            items,
            places,
        })
    }

    /// The same values without the rest of the text.
    #[must_use]
    pub fn compact(self) -> Self {
        let length = self.places.iter().map(|place| place.len() + 1).sum();
        let mut text = String::with_capacity(length);
        let mut places = Vec::with_capacity(self.places.len());
        for place in &self.places {
            let (mark, value) = match self.value(place) {
                TableValue::Absent => {
                    places.push(0..0);
                    continue;
                }
                TableValue::Text(value) => ('"', value),
                TableValue::Other(value) => (' ', value),
            };
            text.push(mark);
            let from = text.len() as u32;
            text.push_str(value);
            places.push(from..text.len() as u32);
        }
        Table {
            text,
            places,
            unescaped: String::new(),
            items: Vec::new(),
            names: self.names,
        }
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// An item; null after [`Table::compact`].
    pub fn item(&self, item: usize) -> Json {
        let Some(place) = self.items.get(item) else {
            return Json::null();
        };
        let members = &self.text[place.start as usize..place.end as usize];
        Json::parse(&["{", members, "}"].concat()).unwrap_or_else(Json::null)
    }

    /// The position of a name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The value of an item under the name at a position.
    pub fn at(&self, item: usize, position: usize) -> TableValue<'_> {
        self.value(&self.places[item * self.names.len() + position])
    }

    fn value(&self, place: &Range<u32>) -> TableValue<'_> {
        let (from, to) = (place.start as usize, place.end as usize);
        match from.checked_sub(self.text.len()) {
            _ if to == 0 => TableValue::Absent,
            Some(from) => TableValue::Text(&self.unescaped[from..to - self.text.len()]),
            None if self.text.as_bytes()[from - 1] == b'"' => {
                TableValue::Text(&self.text[from..to])
            }
            None => TableValue::Other(&self.text[from..to]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, TableValue};
    use crate::json::Json;

    const ITEMS: &str = r#"[{"b":"x, \"y\"]","a":"é}","c":[1,"]"]},{ },{"a":null,"d":{"a":{"n":"["},"m":true}},{"a":""}]"#;

    fn get<'a>(table: &'a Table, item: usize, name: &str) -> TableValue<'a> {
        table.at(item, table.position(name).expect("a name"))
    }

    fn check(table: &Table) {
        assert_eq!(get(table, 0, "a"), TableValue::Text("é}"));
        assert_eq!(get(table, 3, "a"), TableValue::Text(""));
        assert_eq!(get(table, 0, "b"), TableValue::Other(r#""x, \"y\"]""#));
        assert_eq!(get(table, 0, "c"), TableValue::Other(r#"[1,"]"]"#));
        assert_eq!(get(table, 0, "d"), TableValue::Absent);
        assert_eq!(get(table, 1, "a"), TableValue::Absent);
        assert!(get(table, 2, "a").is_null());
        let inner = |name| get(table, 2, "d").get(name).expect("plain names");
        assert_eq!(inner("m"), TableValue::Other("true"));
        assert_eq!(inner("a").get("n"), Some(TableValue::Text("[")));
        let escaped = TableValue::Other(r#"{"a":1,"\u0062":2}"#);
        assert_eq!(escaped.get("a"), None);
        assert_eq!(get(table, 3, "c"), TableValue::Absent);
    }

    #[test]
    fn a_table_has_the_values_of_all_items() {
        let names = &["a", "b", "c", "d"];
        let items = Json::parse(ITEMS).unwrap_or_else(Json::null);
        let table = Table::of_items(&items, 0..4, names).expect("a table");
        for at in 0..4 {
            assert_eq!(table.item(at), items.at(at));
        }
        check(&table);
        check(&table.compact());
        let response = format!(" {{ \"data\" :\n{ITEMS} }}\t");
        check(&Table::of_response(response, names).expect("a table"));
        let escaped = format!("{{\"data\":{}}}", ITEMS.replace('é', "\\u00e9"));
        let table = Table::of_response(escaped, names).expect("a table");
        check(&table);
        check(&table.compact());
    }

    #[test]
    fn a_text_that_is_no_response_is_returned() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"data":{}}"#,
            r#"{"data":[]"#,
            r#"{"data":[]}]"#,
            r#"{"data":[],"error":{"message":"no"}}"#,
            r#"{"data":[{"a":1},]}"#,
            r#"{"data":[{"a":01}]}"#,
            r#"{"data":[{"a":1.}]}"#,
            r#"{"data":[{"a":+1}]}"#,
            r#"{"data":[{"a":tru}]}"#,
            r#"{"data":[{"a":"\x"}]}"#,
            r#"{"data":[{"a":"\u12"}]}"#,
            r#"{"data":[{a:1}]}"#,
            r#"{"data":[{"a" 1}]}"#,
            r#"{"data":[{"\u0061":1}]}"#,
            r#"{"data":[{"a":1},7]}"#,
            r#"{"data":[[]]}"#,
            r#"{"data":[],"data":[]}"#,
            "{\"data\":[\"\n\"]}",
            "<html></html>",
        ] {
            let returned = Table::of_response(text.to_owned(), &["a"]);
            assert_eq!(returned.map(|_| ()), Err(text.to_owned()));
        }
        let deep = format!(r#"{{"data":[{}{}]}}"#, "[".repeat(9_999), "]".repeat(9_999));
        assert!(Table::of_response(deep, &["a"]).is_err());
    }
}
