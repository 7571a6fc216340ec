//! Whether a list is one of people.

use crate::error::{Error, Result};
use crate::input::Problems;
use crate::json::Json;

/// Refuses a list that isn't an array of objects, with each row that is none. `null` says nothing of anybody: a program whose list
/// has one lost a person.
///
/// # Errors
/// Kind `validation`.
pub fn check_rows(people: &Json) -> Result<()> {
    if !people.is_array() {
        let problem = format!(
            "must be an array of objects but is {}",
            people.kind().described()
        );
        return Err(Error::invalid("people", &problem));
    }
    let mut problems = Problems::default();
    for (at, row) in people.items().enumerate() {
        if !row.is_object() {
            let problem = format!(
                "must be an object but is {} (row {})",
                row.kind().described(),
                at + 1
            );
            problems.add(&format!("people[{at}]"), problem);
        }
    }
    problems.into_result()
}
