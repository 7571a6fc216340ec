//! Where the list has a person.

use super::columns::LINE;
use crate::json::Json;

/// Adds where the list has the person: the line of the file or, without one, the number of the row, from 1.
pub fn add_place(because: &mut Option<Json>, people: &Json, at: usize) {
    if let Some(because) = because {
        let (name, number) = place(&people.at(at), at);
        because.insert(name, number);
    }
}

/// Where the list has a row: the line of the file or, without one, its number in the list, from 1.
pub fn place(row: &Json, at: usize) -> (&'static str, f64) {
    match row.get_f64(LINE) {
        Some(line) => ("line", line),
        None => ("row", (at + 1) as f64),
    }
}
