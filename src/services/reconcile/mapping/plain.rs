//! The text of a field in one row, without reading the row.

use super::cell::{CLEAR, changed};
use super::rule::Rule;
use crate::json::TableValue;
use std::borrow::Cow;

/// What [`cell`](super::cell) returns, as far as the text alone shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlainCell<'a> {
    /// The field isn't compared.
    Absent,
    /// The field shall be empty.
    Null,
    /// The value; never blank.
    Text(Cow<'a, str>),
    /// The row has to be read.
    Unsure,
}

impl Rule {
    /// The only column that it reads.
    pub fn source_column(&self) -> Option<&str> {
        self.from.as_deref().filter(|_| self.template.is_none())
    }

    /// The column that it takes as it is, or with other letter case.
    pub fn plain_column(&self) -> Option<&str> {
        let is_plain = self.map.is_none() && self.default.is_none() && self.only_when.is_none();
        self.source_column().filter(|_| is_plain)
    }

    /// The value of a field whose column has this value; the rule has a plain column.
    pub fn plain_cell<'a>(&self, value: TableValue<'a>) -> PlainCell<'a> {
        match value {
            TableValue::Absent => PlainCell::Absent,
            TableValue::Text(text) if text.trim().is_empty() => PlainCell::Absent,
            TableValue::Text(text) if text.trim() == CLEAR => PlainCell::Null,
            TableValue::Text(text) => PlainCell::Text(changed(text, self)),
            value if value.is_null() => PlainCell::Null,
            _ => PlainCell::Unsure,
        }
    }
}
