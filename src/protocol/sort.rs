//! `<field>_Sort` parameters, numbered if there are several. The last one is always `ID`.

use super::filter::check_field;
use super::query::Query;
use crate::input::{OneOrMany, check, problem_count, read_here, read_json};
use crate::model::{field_path::value_at, known_fields::Owner};
use serde::{Deserialize, Deserializer, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The direction of a sort key.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Direction {
    /// Ascending.
    Asc,
    /// Descending.
    Desc,
    /// Ascending, ignoring case.
    Ciasc,
    /// Descending, ignoring case.
    Cidesc,
}

impl Direction {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// One field to sort by: `{ field, direction? }`, or the field's name alone (`-name` for descending order).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The field's name.
    pub field: String,
    /// The direction; ascending by default.
    pub direction: Direction,
}

impl SortKey {
    /// Stands for one that has a problem.
    const BLANK: Self = SortKey {
        field: String::new(),
        direction: Direction::Asc,
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SortKeyFields {
    field: String,
    direction: Option<Direction>,
}

impl<'de> Deserialize<'de> for SortKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let before = problem_count();
        let Some(json) = read_json(deserializer)? else {
            return Ok(SortKey::BLANK);
        };
        let key = match json.as_str() {
            Some(text) => {
                let descending = text.strip_prefix('-').map(|field| (field, Direction::Desc));
                let (field, direction) = descending.unwrap_or((&text, Direction::Asc));
                let field = field.to_owned();
                SortKey { field, direction }
            }
            None if !json.is_object() => {
                check(|path, problems| {
                    problems.add_wrong_type(path, "a string or an object", &json);
                });
                SortKey::BLANK
            }
            None => {
                let SortKeyFields { field, direction } = read_here(&json)?;
                SortKey {
                    field,
                    direction: direction.unwrap_or(Direction::Asc),
                }
            }
        };
        if problem_count() == before {
            check(|path, problems| {
                if check_field(&key.field, path, problems).is_some()
                    && let Err(problem) = value_at(Owner::User, &key.field)
                {
                    problems.add(path, problem);
                }
            });
        }
        Ok(key)
    }
}

#[cfg(feature = "schema")]
use super::filter::parts_schema::COMPARED_NAME;

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SortKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SortKey".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let direction = generator.subschema_for::<Direction>();
        schemars::json_schema!({
            "description": "One field to sort by: an object, or the field's name alone ('-name' for descending order).",
            "anyOf": [
                { "type": "string", "pattern": COMPARED_NAME },
                {
                    "type": "object",
                    "properties": { "field": { "type": "string", "pattern": COMPARED_NAME }, "direction": direction },
                    "required": ["field"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// Adds the sort keys. `ID` is added as the last one unless it is among them: without it, Workfront's pages overlap and
/// have gaps.
pub fn add_to(query: &mut Query, sort: Option<&OneOrMany<SortKey>>) {
    let keys: &[SortKey] = sort.map_or(&[], |sort| &sort.0);
    let has_id = keys.iter().any(|key| key.field == "ID");
    let count = keys.len() + usize::from(!has_id);
    for index in 0..count {
        let (field, direction) = match keys.get(index) {
            Some(key) => (key.field.as_str(), key.direction),
            None => ("ID", Direction::Asc),
        };
        let key = match count {
            1 => format!("{field}_Sort"),
            _ => format!("{field}_{}_Sort", index + 1),
        };
        query.add(&key, direction.as_str());
    }
}
