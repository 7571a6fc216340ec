//! The rows of a list, read as texts.

use super::columns::{Column, Columns};
use super::mapping::{Cell, PlainCell, cell};
use super::normalized::normalized;
use crate::client::Client;
use crate::json::{Json, Table, TableValue};
use crate::protocol::Texts;

/// How many rows are written as one text at a time.
const CHUNK: usize = 2_000;

/// The rows, and the values of the columns that are fields as they are.
#[derive(Debug)]
pub struct Rows<'a> {
    people: &'a Json,
    /// The values of [`CHUNK`] rows each; none if the rows have to be read one by one.
    tables: Vec<Table>,
}

impl<'a> Rows<'a> {
    /// The rows of these people. Requests that were begun are sent meanwhile.
    pub async fn read(client: &Client, people: &'a Json, columns: &Columns) -> Self {
        let rules = columns.columns.iter().map(|column| &column.rule);
        let names: Vec<&str> = rules.filter_map(|rule| rule.source_column()).collect();
        let count = people.len();
        let mut tables = Vec::with_capacity(count.div_ceil(CHUNK));
        for from in (0..count).step_by(CHUNK) {
            client.host().clock.turn().await;
            match Table::of_items(people, from..count.min(from + CHUNK), &names) {
                Some(table) => tables.push(table.compact()),
                None => {
                    tables.clear();
                    break;
                }
            }
        }
        Rows { people, tables }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Where [`Rows::raw`] finds a column; `None` if the rows have to be read.
    pub fn position(&self, column: &Column) -> Option<usize> {
        let name = column.rule.source_column()?;
        self.tables.first()?.position(name)
    }

    /// The value of a column in a row, as far as its text shows it.
    fn plain_cell(&self, row: usize, column: &Column, position: Option<usize>) -> PlainCell<'_> {
        let raw = self.raw(row, position);
        let raw = raw.filter(|_| column.rule.plain_column().is_some());
        raw.map_or(PlainCell::Unsure, |raw| column.rule.plain_cell(raw))
    }

    /// The column's value as the list has it.
    pub fn raw(&self, row: usize, position: Option<usize>) -> Option<TableValue<'_>> {
        let table = self.tables.get(row / CHUNK)?;
        Some(table.at(row % CHUNK, position?))
    }

    /// The values of a field in all rows, as keys are compared; empty where a row has none.
    pub fn keys(&self, column: Option<&Column>) -> Texts {
        let mut values = Texts::with_capacity(self.len());
        let position = column.and_then(|column| self.position(column));
        for at in 0..self.len() {
            let plain = column.map(|column| (column, self.plain_cell(at, column, position)));
            match plain {
                None | Some((_, PlainCell::Absent | PlainCell::Null)) => values.push(""),
                Some((_, PlainCell::Text(text))) => values.push(&normalized(&text)),
                Some((column, PlainCell::Unsure)) => {
                    let row = self.people.at(at);
                    let found = cell(&row, &column.rule, column.map.as_ref(), false);
                    let text = match found {
                        Cell::Value(found) if !found.is_null() => found.to_display_string(),
                        _ => String::new(),
                    };
                    values.push(&normalized(&text));
                }
            }
        }
        values
    }
}
