//! `<field>_Sort`, numbered when there are several, and always ended by `ID`.

use super::filter::check_field;
use super::query::Query;
use crate::input::{OneOrMany, Problems, Read, read_fields, text_enum};
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
    fn blank() -> Self {
        SortKey {
            field: String::new(),
            direction: Direction::Ascending,
        }
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if let Some(text) = json.as_text() {
            let field = text.strip_prefix('-');
            if field.is_some() {
                self.direction = Direction::Descending;
            }
            self.field = field.unwrap_or(&text).to_owned();
        } else {
            let before = problems.count();
            let mut direction = None;
            read_fields(
                json,
                path,
                problems,
                &["field", "direction"],
                &mut [&mut self.field, &mut direction],
            );
            if problems.count() > before {
                return;
            }
            self.direction = direction.unwrap_or(Direction::Ascending);
        }
        check_field(&self.field, path, problems);
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
    let has_id = asked.iter().any(|key| key.field == "ID");
    let count = asked.len() + usize::from(!has_id);
    for index in 0..count {
        let (field, direction) = match asked.get(index) {
            Some(key) => (key.field.as_str(), key.direction),
            None => ("ID", Direction::Ascending),
        };
        let key = match count {
            1 => format!("{field}_Sort"),
            _ => format!("{field}_{}_Sort", index + 1),
        };
        query.add(&key, direction.as_str());
    }
}
