//! The values of a condition, read by the type of its field. Workfront accepts a value that it can't read, finds nobody with
//! it, and everybody without it (docs/workfront-facts.md#modifiers).

use super::modifier::Modifier;
use super::wildcard::{KNOWN, Wildcard};
use crate::input::{Problems, item, join, with_value};
use crate::model::{FieldValue, person_key::trimmed};

/// Checks the values of a condition, and removes what has no meaning, such as white space around a date.
///
/// `is_array` says whether the input has an array in `value`, for the paths of problems.
pub(super) fn check(
    field: FieldValue,
    modifier: Option<Modifier>,
    values: (&mut [String], bool),
    upper: &mut [String],
    path: &str,
    problems: &mut Problems,
) {
    let field = compared(field, modifier);
    let (values, is_array) = values;
    let path_of_value = join(path, "value");
    for (index, value) in values.iter_mut().enumerate() {
        match read(field, value) {
            Ok(read) => *value = read,
            Err(problem) if is_array => problems.add(&item(&path_of_value, index), problem),
            Err(problem) => problems.add(&path_of_value, problem),
        }
    }
    for value in upper {
        match read(field, value) {
            Ok(read) => *value = read,
            Err(problem) => problems.add(&join(path, "upperValue"), problem),
        }
    }
}

/// The type of the value that this modifier compares the field with.
fn compared(field: FieldValue, modifier: Option<Modifier>) -> FieldValue {
    let Some(modifier) = modifier else {
        return field;
    };
    if modifier.takes_number() {
        return FieldValue::Number;
    }
    match field {
        // A part of the value is any string.
        FieldValue::Key
        | FieldValue::Email
        | FieldValue::Id
        | FieldValue::Country
        | FieldValue::Choice(_)
            if modifier.takes_part() =>
        {
            FieldValue::Text
        }
        field => field,
    }
}

/// The value as it is sent.
fn read(field: FieldValue, value: &str) -> Result<String, String> {
    let text = match field {
        FieldValue::Any | FieldValue::Text => value,
        _ => trimmed(value),
    };
    if text.starts_with("$$") {
        return match Wildcard::parse(text) {
            Some(wildcard) if wildcard.fits(field) => Ok(text.to_owned()),
            Some(_) => {
                let problem = format!("must be {}, which this wildcard isn't,", field.described());
                Err(with_value(&problem, value))
            }
            None => Err(with_value(KNOWN, value)),
        };
    }
    field.read(value).map_err(|problem| {
        if text.is_empty() {
            return format!("{problem}; use isnull to find those without a value");
        }
        match field {
            FieldValue::Date => with_value(DATE, value),
            _ => problem,
        }
    })
}

const DATE: &str = "must be a date such as 2026-03-31 or 2026-03-31T09:00:00.000Z, or a wildcard such as $$TODAY-7d,";
