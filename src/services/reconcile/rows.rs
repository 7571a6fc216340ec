//! The rows of a list, read as texts.

use super::columns::{Column, Columns};
use super::mapping::{Cell, PlainCell, cell};
use super::normalized::normalized;
use crate::json::{Json, Table, TableValue};

/// The rows, and the values of the columns that are fields as they are.
#[derive(Debug)]
pub struct Rows<'a> {
    people: &'a Json,
    /// `None`: the rows have to be read one by one.
    table: Option<Table>,
}

impl<'a> Rows<'a> {
    /// The rows of these people.
    pub fn new(people: &'a Json, columns: &Columns) -> Self {
        let rules = columns.columns.iter().map(|column| &column.rule);
        let names: Vec<&str> = rules.filter_map(|rule| rule.plain_column()).collect();
        Rows {
            people,
            table: Table::read(people, &names),
        }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Where [`Rows::raw`] and [`Rows::plain_cell`] find a column; `None` if the rows have to be read.
    pub fn position(&self, column: &Column) -> Option<usize> {
        let name = column.rule.plain_column()?;
        self.table.as_ref()?.position(name)
    }

    /// The value of a column in a row, as far as its text shows it.
    pub fn plain_cell(&self, row: usize, column: &Column, position: Option<usize>) -> PlainCell {
        let raw = self.raw(row, position);
        raw.map_or(PlainCell::Unsure, |raw| column.rule.plain_cell(raw))
    }

    /// The column's value as the list has it.
    pub fn raw(&self, row: usize, position: Option<usize>) -> Option<TableValue<'_>> {
        Some(self.table.as_ref()?.at(row, position?))
    }

    /// The values of a field in all rows, as keys are compared; empty where a row has none.
    pub fn keys(&self, column: Option<&Column>) -> Vec<String> {
        let mut values = vec![String::new(); self.len()];
        let Some(column) = column else {
            return values;
        };
        let position = self.position(column);
        for (at, value) in values.iter_mut().enumerate() {
            match self.plain_cell(at, column, position) {
                PlainCell::Absent | PlainCell::Null => {}
                PlainCell::Text(text) => *value = normalized(&text),
                PlainCell::Unsure => {
                    let row = self.people.at(at);
                    let found = cell(&row, &column.rule, column.map.as_ref(), false);
                    if let Cell::Value(found) = found
                        && !found.is_null()
                    {
                        *value = normalized(&found.to_display_string());
                    }
                }
            }
        }
        values
    }
}
