//! Filters: conditions and groups of conditions, written as Workfront's query parameters.

mod modifier;
mod names;
#[cfg(feature = "schema")]
pub(crate) mod parts_schema;
#[cfg(feature = "schema")]
mod schema;
mod selection;
mod value;
#[cfg(feature = "schema")]
mod value_schema;
mod wildcard;

pub use modifier::Modifier;
pub use names::check_field;
pub use selection::{Selection, add_to};

use crate::input::{Problems, check, item, join, problem_count};
use crate::json::{Json, Kind};
use crate::model::{field_path, known_fields::Owner};
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

/// A condition on a user: the name of the field and the values are checked.
impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Some(Owner::User))
    }
}

/// A condition on an object whose type is known after its input was read: see [`check_for`].
#[derive(Clone, Debug)]
pub struct ObjectFilter(pub Filter);

impl<'de> Deserialize<'de> for ObjectFilter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, None).map(ObjectFilter)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ObjectFilter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Filter::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Filter::json_schema(generator)
    }
}

/// The conditions on objects of this type, with their names and values checked. `path` is that of the conditions.
pub fn check_for(
    owner: Owner,
    filters: &[ObjectFilter],
    path: &str,
    problems: &mut Problems,
) -> Vec<Filter> {
    let mut checked = Vec::with_capacity(filters.len());
    for (index, ObjectFilter(filter)) in filters.iter().enumerate() {
        let mut filter = filter.clone();
        let is_array = filter.values.len() > 1;
        check_values(owner, &mut filter, is_array, &item(path, index), problems);
        checked.push(filter);
    }
    checked
}

/// Reads a condition. Its name and values are checked if the owner of its field is known.
fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    owner: Option<Owner>,
) -> Result<Filter, D::Error> {
    let before = problem_count();
    let fields = FilterFields::deserialize(deserializer)?;
    let values = fields.value.unwrap_or_default();
    let mut upper = fields.upper_value.unwrap_or_default().texts;
    let (field, modifier) = (fields.field, fields.modifier);
    if problem_count() == before {
        check(|path, problems| {
            if names::check_condition(&field, &join(path, "field"), problems).is_some() {
                modifier::check(modifier, &values.texts, &upper, path, problems);
            }
        });
    }
    let mut filter = Filter {
        field,
        modifier,
        values: values.texts,
        // At most one: several are a problem.
        upper_value: upper.pop(),
    };
    if let Some(owner) = owner.filter(|_| problem_count() == before) {
        check(|path, problems| {
            check_values(owner, &mut filter, values.is_array, path, problems);
        });
    }
    Ok(filter)
}

/// Checks the name of a field and the values that it is compared with.
fn check_values(
    owner: Owner,
    filter: &mut Filter,
    is_array: bool,
    path: &str,
    problems: &mut Problems,
) {
    let field = match field_path::value_at(owner, &filter.field) {
        Ok(field) => field,
        Err(problem) => return problems.add(&join(path, "field"), problem),
    };
    let values = (filter.values.as_mut_slice(), is_array);
    let upper = filter.upper_value.as_mut_slice();
    value::check(field, filter.modifier, values, upper, path, problems);
}

/// One value, several, or none.
#[derive(Default)]
struct Values {
    texts: Vec<String>,
    is_array: bool,
}

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
        Ok(Values {
            texts: values,
            is_array: json.is_array(),
        })
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
