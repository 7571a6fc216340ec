//! Filters: conditions and groups of conditions, written as Workfront's query parameters.

mod modifier;
mod names;
#[cfg(feature = "schema")]
mod schema;
mod selection;

pub use modifier::Modifier;
pub use names::check_field;
pub use selection::{Selection, add_to};

use crate::input::{Problems, check, item, join, problem_count};
use crate::json::{Json, Kind};
use serde::{Deserialize, Deserializer};

/// One condition on a field.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The field's name: `isActive`, `accessLevel:name`, `DE:Employee Number`.
    pub field: String,
    /// How to compare; by default equal, or one of several values.
    pub modifier: Option<Modifier>,
    /// What to compare with: several for `in` and similar modifiers, none for `isnull` and similar ones.
    pub values: Vec<String>,
    /// The upper end of a range, for `between` and similar modifiers.
    pub upper_value: Option<String>,
}

impl Filter {
    /// One condition.
    pub fn on(field: &str, modifier: Modifier, values: Vec<String>) -> Self {
        Filter {
            field: field.to_owned(),
            modifier: Some(modifier),
            values,
            upper_value: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct FilterFields {
    field: String,
    modifier: Option<Modifier>,
    value: Option<Values>,
    upper_value: Option<Values>,
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let before = problem_count();
        let FilterFields {
            field,
            modifier,
            value,
            upper_value,
        } = FilterFields::deserialize(deserializer)?;
        let values = value.map_or_else(Vec::new, |values| values.0);
        let mut upper = upper_value.map_or_else(Vec::new, |values| values.0);
        if problem_count() == before {
            check(|path, problems| {
                if names::check_condition(&field, &join(path, "field"), problems).is_some() {
                    modifier::check(modifier, &values, &upper, path, problems);
                }
            });
        }
        // At most one: several are a problem.
        let upper_value = upper.pop();
        Ok(Filter {
            field,
            modifier,
            values,
            upper_value,
        })
    }
}

/// One value, several, or none.
struct Values(Vec<String>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        let mut values = Vec::new();
        check(|path, problems| {
            if !json.is_array() {
                let what = "a string, number, boolean or array of these";
                values.extend(read_value(&json, what, path, problems));
            } else if json.is_empty() {
                problems.add(path, "must not be an empty array");
            }
            for (at, value) in json.items().enumerate() {
                let what = "a string, number or boolean";
                values.extend(read_value(&value, what, &item(path, at), problems));
            }
        });
        Ok(Values(values))
    }
}

fn read_value(json: &Json, what: &str, path: &str, problems: &mut Problems) -> Option<String> {
    match json.kind() {
        Kind::String => json.as_str(),
        Kind::Number | Kind::Boolean => Some(json.to_json_string()),
        _ => {
            problems.add_wrong_type(path, what, json);
            None
        }
    }
}
