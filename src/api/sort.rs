//! `<field>_Sort`, numbered when there are several, and always ended by `ID`.

use super::filter::check_field;
use super::query::Query;
use crate::input::{Fields, OneOrMany, Problems, Read, text_enum};
use crate::json::Json;

text_enum! {
    /// Which way a field is sorted.
    #[cfg_attr(feature = "schema", schemars(inline))]
    pub enum Direction {
        /// Smallest first.
        Ascending = "asc",
        /// Largest first.
        Descending = "desc",
        /// Smallest first, upper and lower case alike.
        AscendingAnyCase = "ciasc",
        /// Largest first, upper and lower case alike.
        DescendingAnyCase = "cidesc",
    }
}

/// One field to sort by: `{ field, direction? }`, or the field's name alone (`-name` for largest first).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The field's name.
    pub field: String,
    /// Which way; smallest first when not given.
    pub direction: Direction,
}

impl Read for SortKey {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        let (field, direction) = match json.as_text() {
            Some(text) => match text.strip_prefix('-') {
                Some(field) => (field.to_owned(), Direction::Descending),
                None => (text, Direction::Ascending),
            },
            None => {
                let fields = Fields::open(json, path, &["field", "direction"], problems)?;
                let field = fields.read::<String>("field", problems);
                let direction = fields.read::<Option<Direction>>("direction", problems);
                (field?, direction?.unwrap_or(Direction::Ascending))
            }
        };
        check_field(&field, path, problems)?;
        Some(SortKey { field, direction })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SortKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SortKey".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let direction = generator.subschema_for::<Direction>();
        schemars::json_schema!({
            "description": "One field to sort by: an object, or the field's name alone ('-name' for largest first).",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "field": { "type": "string" }, "direction": direction },
                    "required": ["field"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// Adds the sort keys. `ID` comes last unless it is among them: without it Workfront's pages overlap and leave gaps.
pub fn add_to(query: &mut Query, sort: Option<&OneOrMany<SortKey>>) {
    let asked: &[SortKey] = sort.map_or(&[], |sort| &sort.0);
    let mut keys: Vec<(&str, Direction)> = asked
        .iter()
        .map(|key| (key.field.as_str(), key.direction))
        .collect();
    if !keys.iter().any(|(field, _)| *field == "ID") {
        keys.push(("ID", Direction::Ascending));
    }
    let numbered = keys.len() > 1;
    for (index, (field, direction)) in keys.into_iter().enumerate() {
        let key = if numbered {
            format!("{field}_{}_Sort", index + 1)
        } else {
            format!("{field}_Sort")
        };
        query.add(&key, direction.as_str());
    }
}
