//! Filters: a list of conditions, and groups of which any may hold, spelt as Workfront's query parameters.

mod modifier;
mod names;
mod spell;

pub use modifier::Modifier;
pub use names::check_field;
pub use spell::{Selection, add_to};

use crate::input::{Problems, Read, expected, join, read_fields, read_items};
use crate::json::{Json, Kind};

/// One condition on a field.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The field's name: `isActive`, `accessLevel:name`, `DE:Employee Number`.
    pub field: String,
    /// How to compare; equal (or one of several values) when not given.
    pub modifier: Option<Modifier>,
    /// What to compare with; a list for `in` and its like, none for `isnull` and its like.
    pub values: Vec<String>,
    /// The upper end, for `between` and its like.
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

impl Read for Filter {
    fn blank() -> Self {
        Filter {
            field: String::new(),
            modifier: None,
            values: Vec::new(),
            upper_value: None,
        }
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        let before = problems.count();
        let mut upper = Values(Vec::new());
        let mut values = Values(Vec::new());
        read_fields(
            json,
            path,
            problems,
            &["field", "modifier", "value", "upperValue"],
            &mut [&mut self.field, &mut self.modifier, &mut values, &mut upper],
        );
        if problems.count() > before {
            return;
        }
        if check_field(&self.field, &join(path, "field"), problems).is_some() {
            modifier::check(self.modifier, &values.0, &upper.0, path, problems);
        }
        self.values = values.0;
        // One at most: several were a problem.
        self.upper_value = upper.0.pop();
    }
}

/// One value, several, or none.
struct Values(Vec<String>);

impl Read for Values {
    fn blank() -> Self {
        Values(Vec::new())
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if !json.is_array() {
            self.0.extend(read_value(json, path, problems));
        } else if json.is_empty() {
            problems.add(path, "must not be an empty list");
        }
        read_items(json, path, problems, &mut |item, path, problems| {
            self.0.extend(read_value(item, path, problems));
        });
    }

    fn absent(&mut self, _path: &str, _problems: &mut Problems) {}
}

fn read_value(json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
    match json.kind() {
        Kind::Text => json.as_text(),
        Kind::Number | Kind::Boolean => Some(json.to_text()),
        _ => {
            expected("a text, a number, true or false", json, path, problems);
            None
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Filter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Filter".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let modifier = generator.subschema_for::<Modifier>();
        let one = serde_json::json!({ "type": ["string", "number", "boolean"] });
        schemars::json_schema!({
            "description": "One condition on a field.",
            "type": "object",
            "properties": {
                "field": { "type": "string", "description": "The field's name, such as 'isActive', 'accessLevel:name' or 'DE:Employee Number'." },
                "modifier": modifier,
                "value": {
                    "description": "What to compare with: a list for 'in' and its like, nothing for 'isnull' and its like.",
                    "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }],
                },
                "upperValue": { "type": ["string", "number", "boolean"], "description": "The upper end, for 'between' and its like." },
            },
            "required": ["field"],
            "additionalProperties": false,
        })
    }
}
